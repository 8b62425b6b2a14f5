package io.penstock.database;

/** Families of column types: what a pseudonym for the column has to look like. */
public enum ColumnKind {
    /** Character strings of any width, also case-insensitive and blank-padded ones. */
    TEXT,
    INTEGER,
    DECIMAL,
    FLOAT,
    BOOLEAN,
    DATE,
    TIME,
    TIMESTAMP,
    UUID,
    /** {@code json} and {@code jsonb}. */
    JSON,
    XML,
    /** Byte strings. */
    BINARY,
    /** {@code inet}, {@code cidr}. */
    NETWORK,
    ENUM,
    ARRAY,
    /** A reference to a large object. */
    LARGE_OBJECT,
    /** Everything else: composites, ranges, text search vectors, geometry, … */
    OTHER
}
