package io.penstock.run;

import io.penstock.database.WorkMonitor;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a run that one worker does in one go, once all works that it stands after are done. */
public final class Work {

    /** What a work does. */
    @FunctionalInterface
    public interface Action {
        void run(WorkMonitor monitor);
    }

    private final String kind;
    private final String name;
    private final @Nullable String table;
    private final long weight;
    private final List<Work> after;
    private final Action action;

    /**
     * @param kind for people: {@code copy}, {@code index}, …
     * @param name for people: what it works on
     * @param table the table that it works on; absent when that is none or several
     * @param weight about how much work it is, in bytes
     */
    public Work(String kind, String name, @Nullable String table, long weight, Collection<Work> after, Action action) {
        this.kind = kind;
        this.name = name;
        this.table = table;
        this.weight = Math.max(1, weight);
        this.after = List.copyOf(after);
        this.action = action;
    }

    public String kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    public @Nullable String table() {
        return table;
    }

    public long weight() {
        return weight;
    }

    List<Work> after() {
        return after;
    }

    Action action() {
        return action;
    }
}
