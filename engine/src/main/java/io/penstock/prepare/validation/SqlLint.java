package io.penstock.prepare.validation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks for statements that hinder a database that is in use. What a script has just made holds no rows, and is left out. */
final class SqlLint {

    private final Set<String> made = new HashSet<>();
    private final List<SqlDanger> dangers = new ArrayList<>();

    private SqlLint() {}

    static List<SqlDanger> of(List<SqlStatement> statements) {
        SqlLint lint = new SqlLint();
        statements.forEach(lint::look);
        return lint.dangers;
    }

    private void look(SqlStatement statement) {
        switch (statement.verb()) {
            case "create" -> lookAtCreate(statement);
            case "alter" -> lookAtAlter(statement);
            case "update" -> lookAtUpdate(statement);
            case "delete" -> lookAtDelete(statement);
            case "truncate" -> lookAtTruncate(statement);
            default -> {}
        }
    }

    private void add(
            Fault fault,
            SqlStatement statement,
            String table,
            String shown,
            String effect,
            boolean onlyLarge,
            String remedy) {
        if (!made.contains(table.toLowerCase(Locale.ROOT))) {
            dangers.add(new SqlDanger(fault, statement.line(), table, shown, effect, onlyLarge, remedy));
        }
    }

    private void lookAtCreate(SqlStatement statement) {
        int at = 1;
        boolean unique = statement.is(at, "unique");
        at += unique ? 1 : 0;
        if (statement.is(at, "index")) {
            lookAtIndex(statement, at + 1);
            return;
        }
        while (at < 5 && at < statement.size()) {
            if (statement.is(at, "table")) {
                int name = statement.are(at + 1, "if", "not", "exists") ? at + 4 : at + 1;
                // Where it may have been there, it may hold rows.
                if (name == at + 1) {
                    made.add(statement.name(name).toLowerCase(Locale.ROOT));
                }
                return;
            }
            at++;
        }
    }

    private void lookAtIndex(SqlStatement statement, int from) {
        if (statement.is(from, "concurrently")) {
            return;
        }
        for (int i = from; i < statement.size(); i++) {
            if (statement.is(i, "on")) {
                String table = statement.name(statement.is(i + 1, "only") ? i + 2 : i + 1);
                add(
                        Fault.INDEX_BLOCKS_WRITES,
                        statement,
                        table,
                        "CREATE INDEX",
                        "keeps the application from writing until the index is built",
                        true,
                        "On PostgreSQL, build it beforehand with CREATE INDEX CONCURRENTLY, and write IF NOT EXISTS here; or run this while the application is stopped.");
                return;
            }
        }
    }

    private void lookAtAlter(SqlStatement statement) {
        if (!statement.is(1, "table")) {
            return;
        }
        int at = statement.are(2, "if", "exists") ? 4 : 2;
        at += statement.is(at, "only") ? 1 : 0;
        String table = statement.name(at);
        for (List<Integer> part : parts(statement, statement.behindName(at))) {
            lookAtAction(statement, table, part.get(0), part.get(1));
        }
    }

    /** The actions of an ALTER TABLE, which commas part outside of parentheses. */
    private static List<List<Integer>> parts(SqlStatement statement, int from) {
        List<List<Integer>> parts = new ArrayList<>();
        int depth = 0;
        int begin = from;
        for (int i = from; i < statement.size(); i++) {
            depth += statement.is(i, "(") ? 1 : statement.is(i, ")") ? -1 : 0;
            if (depth == 0 && statement.is(i, ",")) {
                parts.add(List.of(begin, i));
                begin = i + 1;
            }
        }
        parts.add(List.of(begin, statement.size()));
        return parts;
    }

    private void lookAtAction(SqlStatement statement, String table, int from, int to) {
        boolean changes = statement.is(from, "alter") || statement.is(from, "modify") || statement.is(from, "change");
        if (changes
                && (has(statement, from, to, "set", "not", "null")
                        || statement.is(from, "modify") && has(statement, from, to, "not", "null"))) {
            add(
                    Fault.COLUMN_NOT_NULL,
                    statement,
                    table,
                    "ALTER TABLE … SET NOT NULL",
                    "reads all rows while nobody can use the table, and fails where one holds NULL",
                    false,
                    "Fill the column first; on PostgreSQL, add a CHECK (… IS NOT NULL) NOT VALID and validate it before.");
        }
        if (changes
                && (has(statement, from, to, "type")
                        || statement.are(from, "modify")
                        || has(statement, from, to, "set", "data", "type"))) {
            add(
                    Fault.TABLE_REWRITTEN,
                    statement,
                    table,
                    "ALTER TABLE … TYPE",
                    "may write all rows anew while nobody can use the table",
                    false,
                    "Add a new column and fill it in parts, or run this while the application is stopped.");
        }
        if (statement.is(from, "add")) {
            lookAtAddition(statement, table, from + 1, to);
        }
    }

    private void lookAtAddition(SqlStatement statement, String table, int from, int to) {
        boolean constraint = statement.is(from, "constraint")
                || statement.is(from, "foreign")
                || statement.is(from, "primary")
                || statement.is(from, "unique")
                || statement.is(from, "check")
                || statement.is(from, "index");
        if (has(statement, from, to, "references") && !has(statement, from, to, "not", "valid")) {
            add(
                    Fault.FOREIGN_KEY_CHECKED,
                    statement,
                    table,
                    "ALTER TABLE … FOREIGN KEY",
                    "checks all rows while nobody can write to either table",
                    true,
                    "On PostgreSQL, add it NOT VALID and validate it in a step of its own.");
        }
        boolean filled = has(statement, from, to, "default")
                || has(statement, from, to, "generated")
                || has(statement, from, to, "identity")
                || has(statement, from, to, "auto_increment")
                || has(statement, from, to, "serial")
                || has(statement, from, to, "bigserial");
        if (!constraint && has(statement, from, to, "not", "null") && !filled) {
            add(
                    Fault.COLUMN_NOT_NULL,
                    statement,
                    table,
                    "ALTER TABLE … ADD … NOT NULL without DEFAULT",
                    "fails, for the rows that are there have no value",
                    false,
                    "Give it a DEFAULT, or add it without NOT NULL, fill it, and set NOT NULL then.");
        }
    }

    private static boolean has(SqlStatement statement, int from, int to, String... words) {
        for (int i = from; i + words.length <= to; i++) {
            if (statement.are(i, words)) {
                return true;
            }
        }
        return false;
    }

    private void lookAtUpdate(SqlStatement statement) {
        if (!statement.has("where")) {
            addAllRows(statement, statement.name(statement.is(1, "only") ? 2 : 1), "UPDATE", "changes");
        }
    }

    private void lookAtDelete(SqlStatement statement) {
        int at = statement.is(1, "from") ? 2 : 1;
        if (!statement.has("where")) {
            addAllRows(statement, statement.name(statement.is(at, "only") ? at + 1 : at), "DELETE", "deletes");
        }
    }

    private void addAllRows(SqlStatement statement, String table, String shown, String does) {
        add(
                Fault.ALL_ROWS_CHANGED,
                statement,
                table,
                shown + " without WHERE",
                does + " all rows in one transaction, and locks them as long",
                true,
                "Name the rows that need it, so that a second run has none, and go in parts of some thousand.");
    }

    private void lookAtTruncate(SqlStatement statement) {
        int at = statement.is(1, "table") ? 2 : 1;
        add(
                Fault.TABLE_TRUNCATED,
                statement,
                statement.name(statement.is(at, "only") ? at + 1 : at),
                "TRUNCATE",
                "removes all rows, those of users too, and nothing brings them back but a backup",
                false,
                "Delete the rows that the cartridge has made, by their keys.");
    }
}
