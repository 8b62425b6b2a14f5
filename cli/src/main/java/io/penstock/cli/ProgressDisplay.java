package io.penstock.cli;

import io.penstock.run.Progress;
import io.penstock.sync.SyncStep;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows a run while it goes on: one area that is redrawn on a terminal, a line every few seconds elsewhere, nothing when quiet. */
final class ProgressDisplay implements AutoCloseable {

    private static final long REDRAW_MILLIS = 200;
    private static final long LINE_MILLIS = 5000;
    private static final String TOO_LATE = "The swap has begun and will be brought to its end.";

    private final Session session;
    private final Progress progress;
    private final ProgressText text;
    private final boolean live;
    private final ScheduledExecutorService clock;
    private int drawn;

    /** @param clusters whether there is more than one */
    ProgressDisplay(Session session, Progress progress, boolean clusters) {
        this.session = session;
        this.progress = progress;
        this.live = session.terminal().errShown();
        this.text = new ProgressText(session.terminal().columns() - 1, clusters);
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        if (!session.options().quiet) {
            long every = live ? REDRAW_MILLIS : LINE_MILLIS;
            // The moment from which the first rates count.
            text.add(progress.view(), System.nanoTime());
            clock.scheduleAtFixedRate(this::show, live ? 0 : every, every, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void show() {
        Progress.View view = progress.view();
        text.add(view, System.nanoTime());
        PrintStream err = session.terminal().err();
        boolean ending = progress.cancellation().requested();
        String note = view.stage().equals(SyncStep.SWAPPING.label())
                ? TOO_LATE
                : "Ending. " + progress.cancellation().left();
        if (live) {
            List<String> lines = new ArrayList<>(text.area());
            if (ending) {
                lines.add(Layout.cut(note, session.terminal().columns() - 1));
            }
            draw(lines);
        } else {
            err.println(ending ? note : text.line());
        }
        err.flush();
    }

    private void draw(List<String> lines) {
        StringBuilder area = new StringBuilder(toTop());
        lines.forEach(line -> area.append(line).append("\u001b[K\n"));
        session.terminal().err().print(area.append("\u001b[J"));
        drawn = lines.size();
    }

    private String toTop() {
        return drawn == 0 ? "" : "\u001b[" + drawn + "A\r";
    }

    /** Takes the area away; what follows begins on a clean line. */
    @Override
    public void close() {
        clock.shutdownNow();
        synchronized (this) {
            if (drawn > 0) {
                session.terminal().err().print(toTop() + "\u001b[J");
                session.terminal().err().flush();
                drawn = 0;
            }
        }
    }
}
