package io.penstock.database.postgresql;

import io.penstock.database.Condition;
import io.penstock.database.InPlace;
import io.penstock.database.RowRewriter;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The record of a run in place: tables in a schema of the database itself, so that what they say is committed together with what was done. Rows that
 * are kept are known by their place and version, since conditions over rows that were replaced would mean others.
 */
final class InPlaceRecord {

    private static final String SCHEMA = Sql.quote(InPlace.SCHEMA);

    private static final String TABLES = "DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE; CREATE SCHEMA " + SCHEMA
            + "; REVOKE ALL ON SCHEMA " + SCHEMA
            + " FROM PUBLIC;"
            + " CREATE TABLE " + SCHEMA + ".run (identity text NOT NULL, began timestamptz NOT NULL DEFAULT now(),"
            + " leaking boolean NOT NULL DEFAULT false);"
            + " CREATE TABLE " + SCHEMA
            + ".assignment (schema_name text, table_name text, column_name text, pseudonymizer text, filter text);"
            + " CREATE TABLE " + SCHEMA
            + ".progress (number int PRIMARY KEY, schema_name text, table_name text, treatment text, rows bigint, kept bigint, done timestamptz);"
            + " CREATE TABLE " + SCHEMA + ".kept_row (number int, place tid, version text);"
            + " CREATE TABLE " + SCHEMA + ".kept_value (label text, value text);"
            + " CREATE TABLE " + SCHEMA
            + ".foreign_key (position int PRIMARY KEY, on_table text, to_table text, name text, definition text, remark text);"
            + " CREATE TABLE " + SCHEMA
            + ".foreign_key_columns (name text, schema_name text, table_name text, to_schema text, to_table text,"
            + " validated boolean, column_names text[], to_columns text[])";

    private final Connection session;

    InPlaceRecord(Connection session) {
        this.session = session;
    }

    Optional<InPlace.Begun> begun() throws SQLException {
        boolean there =
                Sql.one(session, "SELECT to_regclass(?) IS NOT NULL", row -> row.getBoolean(1), SCHEMA + ".run");
        return there
                ? Sql.list(
                                session,
                                "SELECT identity, (SELECT count(done) FROM " + SCHEMA
                                        + ".progress), (SELECT count(*) FROM " + SCHEMA + ".progress), leaking FROM "
                                        + SCHEMA + ".run",
                                row -> new InPlace.Begun(
                                        row.getString(1), row.getInt(2), row.getInt(3), row.getBoolean(4)))
                        .stream()
                        .findFirst()
                : Optional.empty();
    }

    /** In the caller's transaction, which has locked the tables. */
    void begin(
            String identity,
            List<InPlace.Assignment> assignments,
            List<InPlace.KeptColumn> kept,
            Map<Table, TableRule> rules)
            throws SQLException {
        Sql.run(session, TABLES);
        Sql.list(session, "INSERT INTO " + SCHEMA + ".run (identity) VALUES (?) RETURNING 1", row -> true, identity);
        for (InPlace.Assignment each : assignments) {
            Sql.list(
                    session,
                    "INSERT INTO " + SCHEMA + ".assignment VALUES (?, ?, ?, ?, ?) RETURNING 1",
                    row -> true,
                    each.table().schema(),
                    each.table().name(),
                    each.column(),
                    each.pseudonymizer(),
                    each.filter());
        }
        int number = 0;
        for (Map.Entry<Table, TableRule> each : rules.entrySet()) {
            TableName table = each.getKey().name();
            Sql.list(
                    session,
                    "INSERT INTO " + SCHEMA + ".progress VALUES (?, ?, ?, ?) RETURNING 1",
                    row -> true,
                    ++number,
                    table.schema(),
                    table.name(),
                    each.getValue() instanceof TableRule.Empty ? "empty" : "pseudonymized");
            if (each.getValue() instanceof TableRule.Rewritten rewritten) {
                keepRows(number, each.getKey(), rewritten, kept);
                compute(number, each.getKey(), rewritten.rewriter());
            }
        }
        Sql.run(session, "ANALYZE " + SCHEMA + ".kept_row");
    }

    private void keepRows(int number, Table table, TableRule.Rewritten rule, List<InPlace.KeptColumn> kept)
            throws SQLException {
        if (rule.rewriter().keep().isEmpty()) {
            return;
        }
        Condition condition = rule.rewriter().keep().get();
        try {
            SearchPath.ofSession(
                    session,
                    () -> Sql.update(
                            session,
                            "INSERT INTO " + SCHEMA + ".kept_row SELECT " + number + ", ctid, xmin::text FROM "
                                    + RowSource.of(table, condition) + " WHERE " + condition.bracketed()));
        } catch (SQLException e) {
            throw Failures.ofCondition(e, condition, session.getCatalog());
        }
        for (InPlace.KeptColumn column : kept) {
            if (column.table().equals(table.name())) {
                String name = Sql.quote(column.column());
                Sql.list(
                        session,
                        "INSERT INTO " + SCHEMA + ".kept_value SELECT DISTINCT ?, " + name + "::text FROM ONLY "
                                + Sql.quote(table.name()) + " WHERE " + name + " IS NOT NULL AND " + kept(number)
                                + " RETURNING 1",
                        row -> true,
                        column.label());
            }
        }
    }

    /** Evaluates what people wrote in SQL, over rows of which none is replaced: it may speak of other tables. */
    private void compute(int number, Table table, RowRewriter rewriter) throws SQLException {
        List<Condition> expressions = new ArrayList<>(rewriter.computations().values());
        if (expressions.isEmpty()) {
            return;
        }
        StringBuilder columns = new StringBuilder("ctid AS place, xmin::text AS version");
        for (int i = 0; i < expressions.size(); i++) {
            columns.append(", ")
                    .append(CopyOutSql.computed(expressions.get(i)))
                    .append(" AS value_")
                    .append(i);
        }
        String computed = computed(number);
        try {
            SearchPath.ofSession(
                    session,
                    () -> Sql.update(
                            session,
                            "CREATE TABLE " + computed + " AS SELECT " + columns + " FROM "
                                    + RowSource.of(table, expressions.get(0))));
        } catch (SQLException e) {
            throw Failures.ofCondition(e, expressions.get(0), session.getCatalog());
        }
        Sql.run(session, "CREATE INDEX ON " + computed + " (place); ANALYZE " + computed);
    }

    private static String computed(int number) {
        return SCHEMA + ".computed_" + number;
    }

    /** Expressions that give what was computed for the rows of a table, under the names of those that were evaluated. */
    static Map<String, Condition> computed(int number, Table table, RowRewriter rewriter) {
        Map<String, Condition> recorded = new LinkedHashMap<>();
        String row = Sql.quote(table.name());
        for (String name : rewriter.computations().keySet()) {
            String sql = "SELECT c.value_" + recorded.size() + " FROM " + computed(number) + " c WHERE c.place = " + row
                    + ".ctid AND c.version = " + row + ".xmin::text";
            recorded.put(name, new Condition("(" + sql + ")", table.name().name(), "the record of computed values"));
        }
        return recorded;
    }

    /** A condition that is true for the rows of a table that are kept. */
    static String kept(int number) {
        return "(ctid, xmin::text) IN (SELECT k.place, k.version FROM " + SCHEMA + ".kept_row k WHERE k.number = "
                + number + ")";
    }

    Map<TableName, InPlace.Replaced> done() throws SQLException {
        Map<TableName, InPlace.Replaced> done = new TreeMap<>();
        Sql.list(
                session,
                "SELECT schema_name, table_name, rows, kept FROM " + SCHEMA + ".progress WHERE done IS NOT NULL",
                row -> done.put(
                        new TableName(row.getString(1), row.getString(2)),
                        new InPlace.Replaced(row.getLong(3), row.getLong(4))));
        return done;
    }

    void leaking() throws SQLException {
        Sql.run(session, "UPDATE " + SCHEMA + ".run SET leaking = true");
    }

    /** The number of a table that is not done, locked for this transaction; empty when it is done. */
    Optional<Integer> take(TableName table) throws SQLException {
        return Sql.list(
                        session,
                        "SELECT number FROM " + SCHEMA
                                + ".progress WHERE schema_name = ? AND table_name = ? AND done IS NULL FOR UPDATE",
                        row -> row.getInt(1),
                        table.schema(),
                        table.name())
                .stream()
                .findFirst();
    }

    long keptRows(int number) throws SQLException {
        return Sql.one(
                session,
                "SELECT count(*) FROM " + SCHEMA + ".kept_row WHERE number = ?",
                row -> row.getLong(1),
                number);
    }

    void keptValues(BiConsumer<String, String> values) throws SQLException {
        Sql.list(session, "SELECT label, value FROM " + SCHEMA + ".kept_value", row -> {
            values.accept(row.getString(1), row.getString(2));
            return true;
        });
    }

    void done(int number, InPlace.Replaced replaced) throws SQLException {
        Sql.list(
                session,
                "UPDATE " + SCHEMA + ".progress SET rows = ?, kept = ?, done = now() WHERE number = ? RETURNING 1",
                row -> true,
                replaced.rows(),
                replaced.kept(),
                number);
    }

    /** By the token a script knows the database that it was made for; an older script is void. */
    static void giveToken(Connection session, String token) throws SQLException {
        Sql.run(
                session,
                "BEGIN; DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE; CREATE SCHEMA " + SCHEMA + "; CREATE TABLE "
                        + SCHEMA
                        + ".script (token text NOT NULL); INSERT INTO " + SCHEMA + ".script VALUES ("
                        + Sql.literal(token) + "); COMMIT");
    }

    void forget() throws SQLException {
        Sql.run(session, "DROP SCHEMA " + SCHEMA + " CASCADE");
    }
}
