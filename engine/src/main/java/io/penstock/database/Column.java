package io.penstock.database;

/**
 * A column of a table.
 *
 * @param type the type as the database writes it, such as {@code character varying(80)}
 * @param kind what family the type is of; a domain has the kind of its base type
 * @param maxLength at most so many characters; 0 when unbounded or when length has no meaning
 * @param precision decimal digits of a DECIMAL column; 0 when unbounded or meaningless
 * @param scale digits after the point of a DECIMAL column
 * @param generated computed by the database from other columns; never copied
 * @param filled given a value by the database where an INSERT leaves it out: it has a default or is an identity
 * @param parts what its values are made of
 */
public record Column(
        String name,
        String type,
        ColumnKind kind,
        int maxLength,
        int precision,
        int scale,
        boolean nullable,
        boolean generated,
        boolean filled,
        TypeParts parts) {

    /** A column whose type is not looked into. */
    public Column(
            String name,
            String type,
            ColumnKind kind,
            int maxLength,
            int precision,
            int scale,
            boolean nullable,
            boolean generated,
            boolean filled) {
        this(name, type, kind, maxLength, precision, scale, nullable, generated, filled, TypeParts.NONE);
    }

    /** A column without a default. */
    public Column(
            String name,
            String type,
            ColumnKind kind,
            int maxLength,
            int precision,
            int scale,
            boolean nullable,
            boolean generated) {
        this(name, type, kind, maxLength, precision, scale, nullable, generated, false);
    }
}
