package io.penstock.prepare.preparer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A statement that defines structure, as far as has to be known to see whether it is done already. */
sealed interface Ddl {

    String sql();

    /**
     * {@code CREATE TABLE}.
     *
     * @param columns in their order; none when the table is made from a query
     */
    record NewTable(String table, List<NewColumn> columns, String sql) implements Ddl {}

    /** @param definition all that follows the name */
    record NewColumn(String name, String definition) {}

    /**
     * {@code CREATE INDEX}.
     *
     * @param name empty when the database is to make one
     * @param columns none when it is on an expression, or has a condition
     */
    record NewIndex(String name, String table, boolean unique, List<String> columns, String sql) implements Ddl {}

    /**
     * {@code ALTER TABLE … ADD} of a constraint.
     *
     * @param name empty when the database is to make one
     * @param referenced table of a foreign key, else empty
     */
    record NewConstraint(String table, String name, Kind kind, List<String> columns, String referenced, String sql)
            implements Ddl {}

    enum Kind {
        PRIMARY_KEY,
        UNIQUE,
        FOREIGN_KEY,
        CHECK
    }

    /** {@code CREATE VIEW}, unless it replaces one. */
    record NewView(String view, String sql) implements Ddl {}

    /** Anything else, which itself has to see to it that it can run twice. */
    record Other(String sql) implements Ddl {}

    /** Words between {@code CREATE} and what is created. */
    Set<String> ADORNMENTS = Set.of(
            "global", "local", "temporary", "temp", "unlogged", "cached", "memory", "unique", "materialized", "force");

    /** What begins a part of a table that is no column. */
    Set<String> NO_COLUMN = Set.of("constraint", "primary", "unique", "foreign", "check", "exclude", "like", "key");

    static Ddl of(String sql) {
        SqlTokens tokens = new SqlTokens(sql);
        if (tokens.is(0, "create")) {
            boolean unique = false;
            int at = 1;
            while (ADORNMENTS.contains(tokens.word(at).toLowerCase(Locale.ROOT))) {
                unique |= tokens.is(at++, "unique");
            }
            if (tokens.is(at, "table")) {
                return table(tokens, at + 1, sql);
            } else if (tokens.is(at, "index")) {
                return index(tokens, at + 1, unique, sql);
            } else if (tokens.is(at, "view")) {
                return new NewView(tokens.name(named(tokens, at + 1)), sql);
            }
        } else if (tokens.are(0, "alter", "table")) {
            return constraint(tokens, sql).orElseGet(() -> new Other(sql));
        }
        return new Other(sql);
    }

    /** The last part of a name that may have a schema before it, and {@code IF NOT EXISTS} before that. */
    private static int named(SqlTokens tokens, int from) {
        int at = from;
        at += tokens.is(at, "concurrently") ? 1 : 0;
        at += tokens.are(at, "if", "not", "exists") ? 3 : 0;
        at += tokens.are(at, "if", "exists") ? 2 : 0;
        at += tokens.is(at, "only") ? 1 : 0;
        while (tokens.is(at + 1, ".")) {
            at += 2;
        }
        return at;
    }

    private static Ddl table(SqlTokens tokens, int from, String sql) {
        int name = named(tokens, from);
        List<NewColumn> columns = new ArrayList<>();
        if (tokens.is(name + 1, "(")) {
            List<Integer> parts = tokens.parts(name + 1);
            for (int i = 0; i + 1 < parts.size(); i++) {
                int first = parts.get(i);
                if (!NO_COLUMN.contains(tokens.word(first).toLowerCase(Locale.ROOT))) {
                    columns.add(new NewColumn(tokens.name(first), tokens.text(first + 1, parts.get(i + 1) - 1)));
                }
            }
        }
        return new NewTable(tokens.name(name), columns, sql);
    }

    private static Ddl index(SqlTokens tokens, int from, boolean unique, String sql) {
        int at = from;
        String name = "";
        if (!tokens.is(at, "on")) {
            at = named(tokens, at);
            name = tokens.name(at++);
        }
        if (!tokens.is(at, "on")) {
            return new Other(sql);
        }
        int table = named(tokens, at + 1);
        int open = table + 1;
        boolean plain = tokens.is(open, "(");
        while (open < tokens.size() && !tokens.is(open, "(")) {
            open++;
        }
        boolean whole = plain && tokens.closing(open) >= tokens.size() - 1;
        return new NewIndex(name, tokens.name(table), unique, whole ? tokens.names(open) : List.of(), sql);
    }

    private static Optional<Ddl> constraint(SqlTokens tokens, String sql) {
        int table = named(tokens, 2);
        if (!tokens.is(table + 1, "add")) {
            return Optional.empty();
        }
        int at = table + 2;
        String name = "";
        if (tokens.is(at, "constraint")) {
            at = named(tokens, at + 1);
            name = tokens.name(at++);
        }
        Kind kind;
        if (tokens.are(at, "primary", "key")) {
            kind = Kind.PRIMARY_KEY;
        } else if (tokens.are(at, "foreign", "key")) {
            kind = Kind.FOREIGN_KEY;
        } else if (tokens.is(at, "unique")) {
            kind = Kind.UNIQUE;
        } else if (tokens.is(at, "check")) {
            kind = Kind.CHECK;
        } else {
            return Optional.empty();
        }
        while (at < tokens.size() && !tokens.is(at, "(")) {
            at++;
        }
        List<String> columns = kind == Kind.CHECK ? List.of() : tokens.names(at);
        int references = tokens.closing(at) + 1;
        String referenced = kind == Kind.FOREIGN_KEY && tokens.is(references, "references")
                ? tokens.name(named(tokens, references + 1))
                : "";
        return Optional.of(new NewConstraint(tokens.name(table), name, kind, columns, referenced, sql));
    }
}
