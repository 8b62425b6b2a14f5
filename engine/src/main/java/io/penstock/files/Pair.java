package io.penstock.files;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A directory of the source and what stands for it on the target, while it is walked. */
final class Pair {

    final @Nullable Pair parent;
    final Path relative;
    final Path source;
    final Attributes now;
    /** The directory on the target and what it is like; null when the directory is new. */
    final @Nullable Path target;

    final @Nullable Attributes old;
    /** Where a new directory is built up before it is renamed in; null while planning and for directories that exist. */
    final @Nullable Path staged;

    /** Entries that both sides have. */
    final AtomicLong matched = new AtomicLong();

    /** Set when the source could not be read to its end: nothing may be deleted here. */
    volatile boolean incomplete;
    /** Set when the target's directory holds nothing, so that nothing needs to be looked up in it. */
    volatile boolean targetEmpty;
    /** Set when an entry of the target's directory is put, replaced or deleted, which changes the directory's time. */
    volatile boolean touched;

    private final AtomicInteger open = new AtomicInteger(1);

    private Pair(
            @Nullable Pair parent,
            Path relative,
            Path source,
            Attributes now,
            @Nullable Path target,
            @Nullable Attributes old,
            @Nullable Path staged) {
        this.parent = parent;
        this.relative = relative;
        this.source = source;
        this.now = now;
        this.target = target;
        this.old = old;
        this.staged = staged;
    }

    static Pair existing(
            @Nullable Pair parent, Path relative, Path source, Attributes now, Path target, Attributes old) {
        return new Pair(parent, relative, source, now, target, old, null);
    }

    static Pair fresh(@Nullable Pair parent, Path relative, Path source, Attributes now, @Nullable Path staged) {
        return new Pair(parent, relative, source, now, null, null, staged);
    }

    boolean isNew() {
        return target == null;
    }

    /** One more piece of work that must end before the directory is done. */
    void retain() {
        open.incrementAndGet();
    }

    /** Whether that was the last piece. */
    boolean release() {
        return open.decrementAndGet() == 0;
    }
}
