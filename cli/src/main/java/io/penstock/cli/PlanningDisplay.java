package io.penstock.cli;

import io.penstock.files.FileChange;
import io.penstock.files.FileCounts;
import io.penstock.files.FileListener;
import java.io.PrintStream;
import java.util.Locale;

/** What is seen while a plan is made: a count of the files on a terminal, and each file when asked for. Nothing is collected. */
final class PlanningDisplay implements FileListener, AutoCloseable {

    private final Session session;
    private final boolean list;
    private final boolean shown;
    private boolean lineOpen;

    PlanningDisplay(Session session, boolean list) {
        this.session = session;
        this.list = list;
        this.shown = session.terminal().errShown() && !session.options().quiet && !list;
        status("Planning …");
    }

    @Override
    public boolean wantsChanges() {
        return list;
    }

    @Override
    public synchronized void changed(FileChange change) {
        if (!session.terminal().raw().broken()) {
            String bytes = change.bytes() == 0 ? "" : Figures.bytes(change.bytes());
            session.terminal()
                    .out()
                    .println(String.format(
                                    Locale.ROOT,
                                    "%-20s %8s  %s",
                                    change.reason().label(),
                                    bytes,
                                    change.path())
                            .stripTrailing());
        }
    }

    @Override
    public synchronized void progress(FileCounts soFar) {
        long files = soFar.unchanged() + soFar.added() + soFar.changed() + soFar.attributes() + soFar.deleted();
        status("Planning … " + Figures.count(files) + " files compared");
    }

    private void status(String text) {
        if (shown) {
            PrintStream err = session.terminal().err();
            err.print("\r" + Style.cut(text, session.terminal().columns() - 1) + "\u001b[K");
            err.flush();
            lineOpen = true;
        }
    }

    @Override
    public synchronized void close() {
        if (lineOpen) {
            session.terminal().err().print("\r\u001b[K");
            session.terminal().err().flush();
            lineOpen = false;
        }
    }
}
