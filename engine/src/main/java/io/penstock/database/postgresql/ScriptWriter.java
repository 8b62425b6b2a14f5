package io.penstock.database.postgresql;

import io.penstock.database.ChangedColumns;
import io.penstock.database.Column;
import io.penstock.database.Condition;
import io.penstock.database.InPlace;
import io.penstock.database.InPlaceScript;
import io.penstock.database.Marker;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.database.WorkMonitor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Writes the script for psql, section by section. All of it is one transaction: it has done everything, or nothing. */
final class ScriptWriter {

    private static final String SETTINGS =
            "SET LOCAL client_encoding = 'UTF8'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres';"
                    + " SET LOCAL TimeZone = 'UTC';\nSET LOCAL lc_monetary = 'C'; SET LOCAL xmloption = content;"
                    + " SET LOCAL standard_conforming_strings = on; SET LOCAL row_security = off;"
                    + " SET LOCAL search_path = '';\n";

    private final InPlaceScript script;
    private final String database;
    private final Connection session;
    private final OutputStream to;
    private final Map<TableName, ScriptTable> tables = new TreeMap<>();
    private final ChangedColumns changed = new ChangedColumns();

    /** @param session in a transaction that sees one snapshot, with the search path of the database */
    ScriptWriter(InPlaceScript script, String database, Connection session, OutputStream to) {
        this.script = script;
        this.database = database;
        this.session = session;
        this.to = to;
        int number = 0;
        for (Map.Entry<Table, TableRule> each : script.rules().entrySet()) {
            changed.copied(each.getKey(), each.getValue());
            if (each.getValue() instanceof TableRule.Rewritten rewritten) {
                Map<String, Optional<String>> fixed =
                        script.fixed().getOrDefault(each.getKey().name(), Map.of());
                tables.put(each.getKey().name(), new ScriptTable(++number, each.getKey(), rewritten.rewriter(), fixed));
            }
        }
    }

    void write(String token, WorkMonitor monitor) throws SQLException, IOException {
        for (String line : script.heading()) {
            say("-- " + line.replaceAll("\\p{Cntrl}", " "));
        }
        say("\n\\set ON_ERROR_STOP on\nBEGIN;");
        say(SETTINGS);
        rightDatabase(token);
        assignments();
        kept();
        newValues(monitor);
        // From here on nothing is a person's text, and every name has its schema.
        SearchPath.clear(session);
        Set<String> names =
                ForeignKeysOff.withAbove(script.catalog(), script.rules().keySet());
        List<ForeignKeysOff.Away> keys = ForeignKeysOff.of(session, names);
        SilentTables.Switches switches =
                SilentTables.Switches.of(session, quoted(script.rules().keySet()));
        heading("Foreign keys, triggers and rules off");
        statements(keys.stream().map(ForeignKeysOff.Away::dropping).toList());
        statements(switches.off());
        rows();
        heading("Triggers and rules on, foreign keys made again over all rows");
        statements(switches.on());
        statements(keys.stream().flatMap(key -> key.making().stream()).toList());
        closing();
        marker();
        say("COMMIT;");
    }

    private void rightDatabase(String token) throws IOException {
        heading("Nowhere but in the database that this was made for, and only once");
        String there = "pg_catalog.to_regclass('" + InPlace.SCHEMA + ".script')";
        String stop =
                "RAISE EXCEPTION 'penstock: database % is not the one that this script was made for, or it has run there already',"
                        + " pg_catalog.current_database();";
        say("DO $penstock$\nDECLARE\n  right_one boolean := false;\nBEGIN\n  IF " + there + " IS NULL THEN\n    " + stop
                + "\n  END IF;\n  EXECUTE 'SELECT EXISTS (SELECT FROM " + InPlace.SCHEMA + ".script WHERE token = ''"
                + token
                + "'')' INTO right_one;\n  IF NOT right_one THEN\n    " + stop + "\n  END IF;\nEND\n$penstock$;");
    }

    private void assignments() throws IOException {
        heading("What is replaced by what; rows that meet the filter are kept");
        say(
                "CREATE TEMPORARY TABLE penstock_assignment (table_name text, column_name text, pseudonymizer text, filter text) ON COMMIT DROP;");
        if (!script.assignments().isEmpty()) {
            say("INSERT INTO pg_temp.penstock_assignment VALUES\n  "
                    + String.join(
                            ",\n  ",
                            script.assignments().stream()
                                    .map(each -> "(" + Sql.literal(each.table().toString()) + ", "
                                            + Sql.literal(each.column()) + ", " + Sql.literal(each.pseudonymizer())
                                            + ", " + (each.filter() == null ? "NULL" : Sql.literal(each.filter()))
                                            + ")")
                                    .toList())
                    + ";");
        }
    }

    /** Before the first row changes: a condition may speak of another table. */
    private void kept() throws IOException {
        heading("Nobody else changes these tables; which rows are kept is looked up before the first one changes");
        for (String table : quoted(script.rules().keySet())) {
            say("LOCK TABLE ONLY " + table + " IN ACCESS EXCLUSIVE MODE;");
        }
        List<String> path = script.catalog().searchPath();
        say("SET LOCAL search_path = " + (path.isEmpty() ? "''" : Sql.quoted(path)) + ";");
        for (ScriptTable table : tables.values()) {
            say(table.keeping());
        }
        say("SET LOCAL search_path = '';");
    }

    private void newValues(WorkMonitor monitor) throws SQLException, IOException {
        heading("New values, beside what tells the rows apart");
        for (ScriptTable table : tables.values()) {
            if (table.hasValues()) {
                say(table.staging());
                try {
                    table.rows().write(session, to, monitor);
                } catch (SQLException e) {
                    Optional<Condition> keep = table.rewriter().keep();
                    if (keep.isPresent()) {
                        throw Failures.ofCondition(e, keep.get(), database);
                    }
                    throw e;
                }
                say("\\.");
                say(table.checking());
            }
        }
    }

    private void rows() throws IOException {
        for (Map.Entry<Table, TableRule> each : script.rules().entrySet()) {
            heading(each.getKey().name().toString());
            ScriptTable table = tables.get(each.getKey().name());
            say(table == null ? "TRUNCATE ONLY " + Sql.quote(each.getKey().name()) + ";" : table.replacing());
        }
    }

    private void closing() throws SQLException, IOException {
        heading("Sequences, materialized views, statistics");
        statements(Sequences.passing(script.catalog(), session, changed));
        statements(MaterializedViews.refreshing(session));
        Set<String> above = new TreeSet<>(
                ForeignKeysOff.withAbove(script.catalog(), script.rules().keySet()));
        above.removeAll(quoted(script.rules().keySet()));
        statements(above.stream().map(table -> "ANALYZE " + table).toList());
        samples();
        if (!script.largeObjects() && script.catalog().largeObjects() > 0) {
            statements(List.of(
                    "SELECT pg_catalog.count(pg_catalog.lo_unlink(oid)) FROM pg_catalog.pg_largeobject_metadata"));
        }
    }

    /** Statistics of a table that has become empty are not replaced by gathering them. */
    private void samples() throws IOException {
        List<String> emptied = script.rules().entrySet().stream()
                .filter(each -> each.getValue() instanceof TableRule.Empty)
                .map(each -> Sql.literal(Sql.quote(each.getKey().name())))
                .toList();
        if (!emptied.isEmpty()) {
            say(
                    "DO $penstock$\nBEGIN\n  DELETE FROM pg_catalog.pg_statistic WHERE starelid = ANY (ARRAY["
                            + String.join(", ", emptied)
                            + "]::pg_catalog.regclass[]);\nEXCEPTION WHEN insufficient_privilege THEN\n"
                            + "  RAISE WARNING 'penstock: only a superuser removes samples of the emptied tables from pg_statistic';\nEND\n$penstock$;");
        }
    }

    private void marker() throws IOException {
        heading("The mark and the seal");
        Marker marker = script.marker();
        statements(List.of("DROP SCHEMA " + InPlace.SCHEMA + " CASCADE"));
        say(
                "DO $penstock$\nBEGIN\n  EXECUTE pg_catalog.format('ALTER DATABASE %I SET penstock.environment = %L', pg_catalog.current_database(), "
                        + Sql.literal(marker.environment())
                        + ");\n  EXECUTE pg_catalog.format('ALTER DATABASE %I SET penstock.seal = %L', pg_catalog.current_database(), "
                        + Sql.literal(marker.sealed().orElse("")) + ");\nEND\n$penstock$;");
    }

    /** Gives the values of kept rows that stay everywhere; before the first row is read. */
    static void keptValues(InPlaceScript script, Connection session) throws SQLException {
        BiConsumer<String, String> values = script.keptValues();
        for (InPlace.KeptColumn column : script.keptColumns()) {
            Table table = script.catalog().table(column.table()).orElseThrow();
            if (script.rules().get(table) instanceof TableRule.Rewritten rewritten
                    && rewritten.rewriter().keep().isPresent()) {
                Condition keep = rewritten.rewriter().keep().get();
                String name = Sql.quote(column.column());
                Sql.read(
                        session,
                        "SELECT DISTINCT " + name + "::pg_catalog.text FROM " + RowSource.of(table, keep) + " WHERE "
                                + name + " IS NOT NULL AND " + keep.bracketed(),
                        row -> {
                            values.accept(column.label(), row.getString(1));
                            return true;
                        });
            }
        }
    }

    /** The columns that a table is filled by. */
    static List<String> columns(Table table) {
        return table.columns().stream()
                .filter(column -> !column.generated())
                .map(Column::name)
                .toList();
    }

    private static Set<String> quoted(Set<Table> tables) {
        Set<String> names = new TreeSet<>();
        tables.forEach(table -> names.add(Sql.quote(table.name())));
        return names;
    }

    private void heading(String text) throws IOException {
        say("\n-- " + text.replaceAll("\\p{Cntrl}", " "));
    }

    private void statements(List<String> statements) throws IOException {
        for (String statement : new ArrayList<>(statements)) {
            say(statement + ";");
        }
    }

    private void say(String text) throws IOException {
        to.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
