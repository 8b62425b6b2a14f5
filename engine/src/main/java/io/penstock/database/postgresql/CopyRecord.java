package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.CopyTerms;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.RowSum;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TablePart;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a shadow has come, in a schema of its own within it: what was loaded is recorded in the transaction that loaded it, so that neither is there without the other. Hashes are
 * those of rows that stand beside them. The schema is gone before the shadow takes the place of the target.
 */
final class CopyRecord {

    private static final String SCHEMA = "penstock_copy";

    private static final String ATTEMPT = "attempt";
    private static final String RUN = "run";
    private static final String STRUCTURE = "structure";
    private static final String TERM = "term ";

    /**
     * What the rows of a part were when it was copied.
     *
     * @param origin where they stood in the source, and since when
     * @param written the sum of the rows as they were written, with all their fields
     * @param alone the sum over the columns that the rule leaves alone
     * @param made the sum over the fields that the rule may have replaced, as they were written
     */
    record Copied(PartOrigin origin, RowSum written, RowSum alone, RowSum made) {}

    /**
     * A part that was loaded.
     *
     * @param transaction the one that wrote its rows, by which they can be told from those of other parts
     */
    record Loaded(String transaction, Copied copied) {}

    private final CopyTerms terms;
    private final Map<TableName, List<TablePart>> parts = new TreeMap<>();
    private final Map<TablePart, Loaded> loaded = new HashMap<>();
    private final Set<String> done = new HashSet<>();
    private volatile boolean open;

    CopyRecord(CopyTerms terms) {
        this.terms = terms;
    }

    /** Begins it, when the structure is there. */
    void create(Connection session, PostgresSnapshot snapshot, String structure) throws SQLException {
        List<TablePart> planned = snapshot.catalog().tables().stream()
                .filter(Table::hasRows)
                .flatMap(table -> snapshot.parts(table).stream())
                .toList();
        StringBuilder sql = new StringBuilder("BEGIN; CREATE SCHEMA " + SCHEMA + "; CREATE TABLE " + SCHEMA
                + ".fact (name text PRIMARY KEY, value text NOT NULL); CREATE TABLE " + SCHEMA
                + ".part (schema_name text, table_name text, number int, parts int, begins bigint, ends bigint,"
                + " bytes bigint, transaction text, row_count bigint, high bigint, low bigint, alone_high bigint,"
                + " alone_low bigint, made_high bigint, made_low bigint, storage text, horizon text,"
                + " PRIMARY KEY (schema_name, table_name, number)); CREATE TABLE " + SCHEMA
                + ".step (name text PRIMARY KEY)");
        facts(structure)
                .forEach((name, value) -> sql.append("; INSERT INTO " + SCHEMA + ".fact VALUES (")
                        .append(Sql.literal(name))
                        .append(", ")
                        .append(Sql.literal(value))
                        .append(')'));
        List<String> rows = new ArrayList<>();
        for (TablePart part : planned) {
            parts.computeIfAbsent(part.table(), name -> new ArrayList<>()).add(part);
            rows.add("(" + Sql.literal(part.table().schema()) + ", "
                    + Sql.literal(part.table().name()) + ", " + part.number() + ", " + part.of() + ", " + part.from()
                    + ", " + part.to() + ", " + part.bytes() + ")");
        }
        if (!rows.isEmpty()) {
            sql.append("; INSERT INTO " + SCHEMA
                            + ".part (schema_name, table_name, number, parts, begins, ends, bytes) VALUES ")
                    .append(String.join(", ", rows));
        }
        Sql.run(session, sql.append("; COMMIT").toString());
        open = true;
    }

    private Map<String, String> facts(String structure) {
        Map<String, String> facts = new TreeMap<>();
        facts.put(RUN, terms.run());
        facts.put(ATTEMPT, Long.toString(terms.attempt()));
        facts.put(STRUCTURE, structure);
        terms.equal().forEach((name, value) -> facts.put(TERM + name, value));
        return facts;
    }

    /**
     * Reads the record that a process left which died, and keeps that process from writing on.
     *
     * @param structure that of the source now
     * @return why nothing can be made of it, as a phrase; empty when it is this one from now on
     */
    Optional<String> takeUp(Connection session, String structure) throws SQLException {
        boolean there =
                Sql.one(session, "SELECT to_regclass('" + SCHEMA + ".fact') IS NOT NULL", row -> row.getBoolean(1));
        if (!there) {
            return Optional.of("it died before the first row was copied, or after the last proof");
        }
        Map<String, String> facts = new HashMap<>();
        Sql.list(
                session,
                "SELECT name, value FROM " + SCHEMA + ".fact",
                row -> facts.put(row.getString(1), row.getString(2)));
        Map<String, String> then = new HashMap<>();
        terms.equal().keySet().stream()
                .filter(name -> facts.containsKey(TERM + name))
                .forEach(name -> then.put(name, facts.get(TERM + name)));
        if (!terms.run().equals(facts.get(RUN))) {
            return Optional.of("the copy beside the target is of another run");
        }
        Optional<String> difference = terms.difference(then);
        if (difference.isPresent()) {
            return difference;
        }
        if (!structure.equals(facts.get(STRUCTURE))) {
            return Optional.of("the structure of the source is not the same as then");
        }
        Sql.list(
                session,
                "UPDATE " + SCHEMA + ".fact SET value = ? WHERE name = '" + ATTEMPT + "' RETURNING 1",
                row -> true,
                Long.toString(terms.attempt()));
        read(session);
        open = true;
        return Optional.empty();
    }

    private void read(Connection session) throws SQLException {
        Sql.list(
                session,
                "SELECT schema_name, table_name, number, parts, begins, ends, bytes, transaction, row_count, high, low,"
                        + " alone_high, alone_low, made_high, made_low, storage, horizon FROM " + SCHEMA
                        + ".part ORDER BY 1, 2, 3",
                row -> {
                    TableName table = new TableName(row.getString(1), row.getString(2));
                    TablePart part = new TablePart(
                            table, row.getInt(3), row.getInt(4), row.getLong(5), row.getLong(6), row.getLong(7));
                    @Nullable String transaction = row.getString(8);
                    if (transaction != null) {
                        long rows = row.getLong(9);
                        Copied copied = new Copied(
                                new PartOrigin(row.getString(16), row.getString(17)),
                                new RowSum(rows, row.getLong(10), row.getLong(11)),
                                new RowSum(rows, row.getLong(12), row.getLong(13)),
                                new RowSum(rows, row.getLong(14), row.getLong(15)));
                        loaded.put(part, new Loaded(transaction, copied));
                    }
                    return parts.computeIfAbsent(table, name -> new ArrayList<>())
                            .add(part);
                });
        done.addAll(Sql.list(session, "SELECT name FROM " + SCHEMA + ".step", row -> row.getString(1)));
    }

    /** The parts in which tables are copied. */
    Map<TableName, List<TablePart>> parts() {
        return parts;
    }

    /** What a process had loaded that died. */
    Map<TablePart, Loaded> loaded() {
        return loaded;
    }

    /** Whether a step had been made by a process that died. */
    boolean isDone(String step) {
        return done.contains(step);
    }

    /** Within the transaction that has written the rows of a part. */
    void loaded(Connection session, TablePart part, Copied copied) throws SQLException {
        requireOurs(session);
        Sql.run(
                session,
                "UPDATE " + SCHEMA + ".part SET transaction = pg_catalog.pg_current_xact_id()::text, row_count = "
                        + copied.written().rows() + sum("", copied.written()) + sum("alone_", copied.alone())
                        + sum("made_", copied.made()) + ", storage = "
                        + Sql.literal(copied.origin().storage()) + ", horizon = "
                        + Sql.literal(copied.origin().horizon()) + where(part));
    }

    private static String sum(String name, RowSum sum) {
        return ", " + name + "high = " + sum.high() + ", " + name + "low = " + sum.low();
    }

    /** Within the transaction that removes the rows of a part. */
    void discarded(Connection session, TablePart part) throws SQLException {
        requireOurs(session);
        Sql.run(session, "UPDATE " + SCHEMA + ".part SET transaction = NULL" + where(part));
        loaded.remove(part);
    }

    private static String where(TablePart part) {
        return " WHERE schema_name = " + Sql.literal(part.table().schema()) + " AND table_name = "
                + Sql.literal(part.table().name()) + " AND number = " + part.number();
    }

    /** Within the transaction that makes a step. */
    void made(Connection session, String step) throws SQLException {
        if (open) {
            requireOurs(session);
            Sql.run(session, "INSERT INTO " + SCHEMA + ".step VALUES (" + Sql.literal(step) + ")");
        }
    }

    /** Within the transaction that takes back what a step has made. */
    void undone(Connection session, String step) throws SQLException {
        requireOurs(session);
        Sql.run(session, "DELETE FROM " + SCHEMA + ".step WHERE name = " + Sql.literal(step));
        done.remove(step);
    }

    /** Says that tables no longer hold the rows that were copied, before other rows are brought into them. */
    void forget(Connection session, Collection<TableName> tables) throws SQLException {
        if (open) {
            requireOurs(session);
            for (TableName table : tables) {
                Sql.run(
                        session,
                        "UPDATE " + SCHEMA + ".part SET transaction = NULL WHERE schema_name = "
                                + Sql.literal(table.schema()) + " AND table_name = " + Sql.literal(table.name()));
            }
        }
    }

    /** Ends it: from here on a copy is not taken up any more. */
    synchronized void close(Connection session) throws SQLException {
        if (open) {
            requireOurs(session);
            Sql.run(session, "DROP SCHEMA " + SCHEMA + " CASCADE");
            open = false;
        }
    }

    /** Holds to the end of the transaction: who takes the copy up waits for it. */
    private void requireOurs(Connection session) throws SQLException {
        List<String> attempt = Sql.list(
                session,
                "SELECT value FROM " + SCHEMA + ".fact WHERE name = '" + ATTEMPT + "' FOR SHARE",
                row -> row.getString(1));
        if (!attempt.equals(List.of(Long.toString(terms.attempt())))) {
            throw new PenstockException(
                    DatabaseProblem.COPY_TAKEN_UP,
                    "Another process has taken up the copy that this one was making.",
                    "See what became of the run with penstock runs list; this process ends without having touched the target.");
        }
    }
}
