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
    private final long size;
    private final List<Work> after;
    private final Action action;

    /**
     * @param kind for people: {@code copy}, {@code index}, …
     * @param name for people: what it works on
     * @param table the table that it works on; absent when that is none or several
     * @param weight about how much work it is, in bytes; the heaviest chains are begun first
     * @param size how many bytes it will tell of while it goes on; 0 when it tells of none
     */
    public Work(
            String kind,
            String name,
            @Nullable String table,
            long weight,
            long size,
            Collection<Work> after,
            Action action) {
        this.kind = kind;
        this.name = name;
        this.table = table;
        this.weight = Math.max(1, weight);
        this.size = size;
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

    /** About how long it takes, as bytes that are copied in that time. Measured: an index reads rows five times as fast, a foreign key ten times. */
    public long effort() {
        return switch (kind) {
            case "index" -> weight / 5;
            case "constraint" -> weight / 10;
            default -> weight;
        };
    }

    long size() {
        return size;
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
