package io.penstock.sync;

import io.penstock.database.Database;
import io.penstock.database.Exchange;
import io.penstock.database.TargetLock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A database of the target. */
final class DatabasePart implements SwapPart {

    private final String mark;
    private final Database target;
    private final String holder;
    private @Nullable TargetLock lock;

    /**
     * @param mark {@code landscape/environment/cluster}
     * @param lock when it is locked already; else {@link #lock} takes it for {@code holder}
     */
    DatabasePart(String mark, Database target, String holder, @Nullable TargetLock lock) {
        this.mark = mark;
        this.target = target;
        this.holder = holder;
        this.lock = lock;
    }

    static String name(String mark) {
        return "database " + mark;
    }

    @Override
    public String name() {
        return name(mark);
    }

    @Override
    public void lock() {
        if (lock == null) {
            lock = target.lock(holder);
        }
    }

    @Override
    public Optional<SwapIntent> intent() {
        return (lock == null ? target.intent() : lock.intent()).flatMap(SwapIntent::parse);
    }

    @Override
    public void forgetIntent() {
        requireLock().forgetIntent();
    }

    @Override
    public List<String> undoable() {
        return requireLock().undoable();
    }

    @Override
    public Exchange undoing(String run) {
        return requireLock().undoing(run);
    }

    /** The lock has done so when it was taken. */
    @Override
    public void clean() {}

    private TargetLock requireLock() {
        TargetLock held = lock;
        if (held == null) {
            throw new IllegalStateException("the " + name() + " is not locked");
        }
        return held;
    }

    @Override
    public void close() {
        try {
            if (lock != null) {
                lock.close();
            }
        } finally {
            target.close();
        }
    }
}
