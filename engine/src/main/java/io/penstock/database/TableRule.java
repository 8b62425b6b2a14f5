package io.penstock.database;

/** What happens to the rows of one table on their way down. */
public sealed interface TableRule {

    /** All rows, to the byte. */
    record AsIs() implements TableRule {}

    /** All rows, some fields replaced. */
    record Rewritten(RowRewriter rewriter) implements TableRule {}

    /** No rows: structure only. */
    record Empty() implements TableRule {}
}
