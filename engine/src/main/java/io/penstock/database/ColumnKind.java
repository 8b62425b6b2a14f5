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
    /** Fields by name. */
    COMPOSITE,
    /** Texts by key: {@code hstore}. */
    PAIRS,
    /** Ranges, and sets of them. */
    RANGE,
    /** Words to search for: {@code tsvector}. */
    SEARCH,
    /** A reference to a large object. */
    LARGE_OBJECT,
    /** Everything else: geometry, intervals, bit strings, … */
    OTHER
}
