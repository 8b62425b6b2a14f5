package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.BuildStep;
import io.penstock.database.Catalog;
import io.penstock.database.ChangedColumns;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.ForeignKey;
import io.penstock.database.InPlace;
import io.penstock.database.InPlaceScript;
import io.penstock.database.Marker;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.database.WorkMonitor;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Replaces the rows of a PostgreSQL database where they stand, one table at a time on each session. */
final class PostgresInPlace implements InPlace {

    /** A session of an application that uses a table is waited for so long. */
    private static final String PATIENCE = "SET LOCAL lock_timeout = '60s'";

    private final PostgresDatabase database;
    private final ShadowSessions readers;
    private final ShadowSessions writers;
    private final ChangedColumns changed = new ChangedColumns();
    private final List<String> remarks = Collections.synchronizedList(new ArrayList<>());

    PostgresInPlace(PostgresDatabase database) {
        this.database = database;
        this.readers = new ShadowSessions(database.sessions(), "");
        this.writers = new ShadowSessions(database.sessions(), "");
    }

    @Override
    public Optional<Begun> begun() {
        return database.asking(
                "reading the record of a run in place", () -> new InPlaceRecord(database.connection()).begun());
    }

    @Override
    public List<Problem> obstacles(Collection<Table> tables) {
        return database.asking("checking rights", () -> new InPlaceRights(database).lacking(tables));
    }

    @Override
    public List<String> remains() {
        return database.asking("looking where values stay", () -> Remains.of(database.connection()));
    }

    @Override
    public void begin(
            String identity,
            List<Assignment> assignments,
            List<KeptColumn> kept,
            Catalog catalog,
            Map<Table, TableRule> rules,
            WorkMonitor monitor) {
        writers.run("recording what is to be done", monitor, session -> {
            Sql.run(session, "BEGIN; " + PATIENCE);
            for (Table table : rules.keySet()) {
                Sql.run(session, "LOCK TABLE ONLY " + Sql.quote(table.name()) + " IN SHARE ROW EXCLUSIVE MODE");
            }
            new InPlaceRecord(session).begin(identity, assignments, kept, rules);
            ForeignKeysOff.take(session, ForeignKeysOff.withAbove(catalog, rules.keySet()));
            Sql.run(session, "COMMIT");
        });
    }

    @Override
    public void keptValues(BiConsumer<String, String> values) {
        database.asking("reading kept values", () -> {
            new InPlaceRecord(database.connection()).keptValues(values);
            return true;
        });
    }

    @Override
    public List<ForeignKey> foreignKeysBefore() {
        return database.asking(
                "reading the record of a run in place", () -> ForeignKeysOff.before(database.connection()));
    }

    @Override
    public Map<TableName, Replaced> done() {
        return database.asking(
                "reading the record of a run in place", () -> new InPlaceRecord(database.connection()).done());
    }

    @Override
    public Replaced replace(Catalog catalog, Table table, TableRule rule, WorkMonitor monitor) {
        String what = "replacing the rows of " + table.name();
        TableRewrite rewrite =
                new TableRewrite(table, rule, ForeignKeysOff.withAbove(catalog, List.of(table)), remarks);
        try {
            return writers.ask(
                    what,
                    monitor,
                    writer -> readers.ask(what, monitor, reader -> rewrite.run(reader, writer, monitor)));
        } catch (RowLimit.Exceeded e) {
            throw new PenstockException(
                    DatabaseProblem.ROW_TOO_LARGE,
                    "A row of " + table.name()
                            + e.key().map(key -> " (" + key + ")").orElse("") + " has more than 32 MB.",
                    "Shorten the row, or declare the table empty; the table is as it was.");
        }
    }

    @Override
    public List<BuildStep> closingSteps(Catalog catalog, Map<Table, TableRule> rules, boolean largeObjects) {
        List<BuildStep> steps = new ArrayList<>();
        List<ForeignKeysOff.Away> away =
                database.asking("reading foreign keys", () -> ForeignKeysOff.away(database.connection()));
        steps.addAll(ForeignKeysOff.steps(
                away,
                (key, monitor) -> writers.run(
                        "making foreign key " + key.name() + " of " + key.onTable(),
                        monitor,
                        session -> ForeignKeysOff.bringBack(session, key))));
        rules.forEach(changed::copied);
        if (!largeObjects && catalog.largeObjects() > 0) {
            finish("large objects", steps, LargeObjects::removeAll);
        }
        finish("sequences", steps, session -> remarks.addAll(Sequences.pass(catalog, session, changed)));
        finish("materialized views", steps, session -> remarks.addAll(MaterializedViews.refresh(session)));
        finish("statistics", steps, session -> statistics(catalog, rules.keySet(), session));
        return steps;
    }

    private void finish(String what, List<BuildStep> steps, ShadowSessions.Work work) {
        steps.add(new BuildStep(
                what, BuildStep.Stage.FINISH, Set.of(), 0, monitor -> writers.run("finishing " + what, monitor, work)));
    }

    /** The tables above have statistics over the rows of those below. */
    private static void statistics(Catalog catalog, Collection<Table> tables, Connection session) throws SQLException {
        Set<String> above = new HashSet<>(ForeignKeysOff.withAbove(catalog, tables));
        tables.forEach(table -> above.remove(Sql.quote(table.name())));
        for (String table : above) {
            Sql.run(session, "ANALYZE " + table);
        }
    }

    @Override
    public void leaking() {
        database.asking("recording what was found", () -> {
            new InPlaceRecord(database.connection()).leaking();
            return true;
        });
    }

    @Override
    public void finish(Marker marker) {
        Connection session = database.connection();
        database.asking("finishing", () -> {
            Sql.run(session, "BEGIN");
            try {
                new InPlaceRecord(session).forget();
                Markers.write(session, database.facts().database(), marker);
                Sql.run(session, "COMMIT");
            } catch (SQLException e) {
                Sql.run(session, "ROLLBACK");
                throw e;
            }
            // Old versions of what was sampled, and their bytes; without the right to, the server only warns.
            Sql.run(session, "VACUUM FULL pg_catalog.pg_statistic");
            return true;
        });
    }

    @Override
    public void write(InPlaceScript script, OutputStream to, WorkMonitor monitor) {
        String token = UUID.randomUUID().toString();
        readers.run("reading rows for the script", monitor, session -> {
            Sql.run(session, "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            SearchPath.set(session, script.catalog());
            ScriptWriter.keptValues(script, session);
            ScriptWriter writer = new ScriptWriter(script, database.sessions().where(), session, to);
            writer.write(token, monitor);
            Sql.run(session, "COMMIT");
        });
        database.asking("giving the database a token", () -> {
            InPlaceRecord.giveToken(database.connection(), token);
            return true;
        });
    }

    @Override
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public void close() {
        readers.close();
        writers.close();
    }
}
