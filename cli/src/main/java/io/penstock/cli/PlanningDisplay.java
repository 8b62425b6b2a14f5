package io.penstock.cli;

import io.penstock.Figures;
import io.penstock.files.FileChange;
import io.penstock.files.FileCounts;
import io.penstock.files.FileListener;
import io.penstock.landscape.ClusterType;
import io.penstock.sync.PlanListener;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Set;

/**
 * What is seen while a plan is made: a count of the files, in one line of a terminal or in a line every few seconds elsewhere; and each file when asked
 * for. Nothing is collected.
 */
final class PlanningDisplay implements PlanListener, AutoCloseable {

    private static final long LINE_NANOS = 5_000_000_000L;

    private final Session session;
    private final boolean list;
    private final boolean shown;
    private boolean lineOpen;
    private long lastLine = System.nanoTime();

    PlanningDisplay(Session session, boolean list) {
        this.session = session;
        this.list = list;
        this.shown = !session.options().quiet && !list;
        status("Planning …");
    }

    @Override
    public FileListener files(ClusterType cluster, Set<ClusterType> all) {
        String name = all.size() > 1 ? cluster.label() + " " : "";
        status("Planning " + name + "…");
        return new Files(name);
    }

    private synchronized void changed(String cluster, FileChange change) {
        if (!session.terminal().raw().broken()) {
            String bytes = change.bytes() == 0 ? "" : Figures.bytes(change.bytes());
            session.terminal()
                    .out()
                    .println(cluster
                            + String.format(
                                            Locale.ROOT,
                                            "%-20s %8s  %s",
                                            change.reason().label(),
                                            bytes,
                                            change.path())
                                    .stripTrailing());
        }
    }

    private synchronized void status(String text) {
        PrintStream err = session.terminal().err();
        if (!shown) {
            return;
        }
        if (session.terminal().errShown()) {
            err.print("\r" + Layout.cut(text, session.terminal().columns() - 1) + "\u001b[K");
            err.flush();
            lineOpen = true;
        } else if (System.nanoTime() - lastLine > LINE_NANOS) {
            err.println(text);
            lastLine = System.nanoTime();
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

    /** The files of one cluster. */
    private final class Files implements FileListener {
        private final String cluster;

        /** @param cluster its name and a blank, or nothing where it is the only one */
        Files(String cluster) {
            this.cluster = cluster;
        }

        @Override
        public boolean wantsChanges() {
            return list;
        }

        @Override
        public void changed(FileChange change) {
            PlanningDisplay.this.changed(cluster, change);
        }

        @Override
        public void progress(FileCounts soFar) {
            long files = soFar.unchanged() + soFar.added() + soFar.changed() + soFar.attributes() + soFar.deleted();
            status("Planning " + cluster + "… " + Figures.of(files, "file", "files") + " compared");
        }
    }
}
