package io.penstock.database;

import java.util.List;
import java.util.Optional;

/**
 * A table that holds rows, or that stands above tables that do.
 *
 * @param columns in the order of the catalog
 * @param parents the partitioned table that this one is a partition of, or the tables that it inherits from
 * @param estimatedRows the database's own estimate, 0 when it has none
 * @param bytes of its rows, with out-of-line values, without indexes
 * @param partitionKey of a partitioned table, the columns that decide in which partition a row stands; for an expression, those that it reads
 */
public record Table(
        TableName name,
        Kind kind,
        List<Column> columns,
        List<UniqueKey> uniqueKeys,
        List<TableName> parents,
        long estimatedRows,
        long bytes,
        List<String> partitionKey) {

    /** A table that is not partitioned. */
    public Table(
            TableName name,
            Kind kind,
            List<Column> columns,
            List<UniqueKey> uniqueKeys,
            List<TableName> parents,
            long estimatedRows,
            long bytes) {
        this(name, kind, columns, uniqueKeys, parents, estimatedRows, bytes, List.of());
    }

    /** What a table is to its rows. */
    public enum Kind {
        /** Has rows of its own. */
        ORDINARY,
        /** A partition; has rows of its own. */
        PARTITION,
        /** A partitioned table: its rows stand in its partitions. */
        PARTITIONED,
        /** Its rows stand on another server; they are never copied. */
        FOREIGN
    }

    public Table {
        columns = List.copyOf(columns);
        uniqueKeys = List.copyOf(uniqueKeys);
        parents = List.copyOf(parents);
        partitionKey = List.copyOf(partitionKey);
    }

    public boolean hasRows() {
        return kind == Kind.ORDINARY || kind == Kind.PARTITION;
    }

    public Optional<Column> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst();
    }
}
