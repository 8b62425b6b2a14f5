package io.penstock.database;

import java.util.Set;

/**
 * Work on a shadow database that follows the rows.
 *
 * @param name for people, such as {@code index public.customer_email_idx}
 * @param tables the tables that it works on
 * @param weight about how much work it is, in bytes of the table read
 */
public record BuildStep(String name, Stage stage, Set<TableName> tables, long weight, Action action) {

    /** When a step may run. */
    public enum Stage {
        /** As soon as the rows of its tables are there; steps of one table may run at once. */
        INDEX,
        /** When all INDEX steps of its tables are done; steps that share a table run one at a time, in their order. */
        CONSTRAINT,
        /** One after the other, when everything before is done. */
        FINISH
    }

    /** What a step does. */
    @FunctionalInterface
    public interface Action {
        void run(WorkMonitor monitor);
    }
}
