package io.penstock.files;

import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What a walk has found so far, and who is told. */
final class Findings {

    private static final int MOST_SPECIAL = 100;
    private static final long PROGRESS_NANOS = 100_000_000;

    final Tally tally = new Tally();
    final ProblemList problems = new ProblemList();

    private final FileListener listener;
    private final boolean wantsChanges;
    private final List<String> special = new ArrayList<>();
    private final AtomicLong told = new AtomicLong(System.nanoTime());

    Findings(FileListener listener, boolean listing) {
        this.listener = listener;
        this.wantsChanges = listing && listener.wantsChanges();
    }

    void change(ChangeReason reason, Path relative, long bytes, boolean directory) {
        if (wantsChanges) {
            listener.changed(new FileChange(reason, PathText.show(relative) + (directory ? "/" : ""), bytes));
        }
    }

    void special(Path relative) {
        tally.special.increment();
        synchronized (special) {
            if (special.size() < MOST_SPECIAL) {
                special.add(PathText.show(relative));
            }
        }
        change(ChangeReason.SKIPPED, relative, 0, false);
    }

    List<String> specialShown() {
        synchronized (special) {
            return List.copyOf(special);
        }
    }

    void unreadable(Path path, Exception cause) {
        boolean denied = cause instanceof AccessDeniedException || cause.getCause() instanceof AccessDeniedException;
        problems.add(
                FilesProblem.FILES_UNREADABLE,
                PathText.show(path) + " cannot be read: " + (denied ? "permission denied" : Failures.reason(cause))
                        + ".",
                "Grant the right to read it or exclude it under files: exclude:.");
    }

    void progress() {
        long last = told.get();
        long now = System.nanoTime();
        if (now - last > PROGRESS_NANOS && told.compareAndSet(last, now)) {
            synchronized (told) {
                listener.progress(tally.counts());
            }
        }
    }
}
