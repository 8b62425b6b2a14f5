package io.penstock.database.postgresql;

import io.penstock.database.BuildStep;
import io.penstock.database.Catalog;
import io.penstock.database.ChangedColumns;
import io.penstock.database.Configuration;
import io.penstock.database.CopyTerms;
import io.penstock.database.Exchange;
import io.penstock.database.Marker;
import io.penstock.database.PreservedMatch;
import io.penstock.database.PreservedRows;
import io.penstock.database.RowChange;
import io.penstock.database.RowScan;
import io.penstock.database.RowSum;
import io.penstock.database.ScratchFolder;
import io.penstock.database.Shadow;
import io.penstock.database.Table;
import io.penstock.database.TablePart;
import io.penstock.database.TableRule;
import io.penstock.database.WorkMonitor;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.PreservedRowsRule;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A shadow database beside the target, under a name of its own until it is swapped in. */
final class PostgresShadow implements Shadow {

    private final PostgresLock lock;
    private final PostgresSnapshot snapshot;
    private final OwnershipStage ownership;
    private final Sessions sessions;
    private final String name;
    private final ShadowSessions pool;
    private final ScratchFolder scratch;
    private final List<String> remarks = new ArrayList<>();
    private final ChangedColumns changed = new ChangedColumns();
    private volatile boolean configured;
    private final PreservedRowsTransfer preserved;
    private final SourceStructure structure;
    private final CopyRecord record;
    private final CopyRemains remains;
    private final PartCopy rows;
    private boolean takenUp;
    private volatile boolean swapped;

    PostgresShadow(PostgresLock lock, PostgresSnapshot snapshot, Map<String, String> roles, CopyTerms terms) {
        this.lock = lock;
        this.snapshot = snapshot;
        this.ownership = new OwnershipStage(lock, snapshot, roles, remarks);
        this.name = lock.siblings().shadow();
        this.sessions = lock.target().sessions().on(name);
        this.pool = new ShadowSessions(sessions, snapshot.sessions().where());
        this.preserved = new PreservedRowsTransfer(lock.target(), snapshot.catalog(), sessions.where(), changed);
        this.record = new CopyRecord(terms);
        this.remains = new CopyRemains(lock, name, pool, record);
        this.rows = new PartCopy(snapshot, pool, record, changed);
        this.scratch = ScratchFolder.make(lock.target().scratch());
        this.structure = new SourceStructure(snapshot, lock.target(), scratch);
    }

    @Override
    public void createStructure(WorkMonitor monitor) {
        Archive dumped = structure.archive();
        PostgresDatabase.asking("creating the shadow database", where(), () -> {
            new ShadowDatabase(lock.maintenance(), lock.target().facts().database(), name).create();
            return true;
        });
        monitor.advanced(0, 0);
        dumped.restoreBeforeRows(sessions, lock.target().facts().majorVersion());
        pool.run("removing what the source does not have", monitor, session -> {
            boolean sourceHasPublic = snapshot.ask(
                    "reading schemas",
                    reader -> Sql.one(
                            reader,
                            "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'public')",
                            row -> row.getBoolean(1)));
            if (!sourceHasPublic) {
                Sql.run(session, "DROP SCHEMA IF EXISTS public");
            }
            ForeignServers.dropSecrets(session);
            record.create(session, snapshot, dumped.fingerprint());
        });
    }

    @Override
    public Optional<String> takeUp(WorkMonitor monitor) {
        if (!remains.areThere()) {
            return Optional.of("nothing of its copy is left");
        }
        remains.endSessions();
        String fingerprint = structure.archive().fingerprint();
        Optional<String> obstacle =
                pool.ask("reading how far the copy is", monitor, session -> record.takeUp(session, fingerprint));
        takenUp = obstacle.isEmpty();
        if (!takenUp) {
            remains.remove();
        }
        return obstacle;
    }

    @Override
    public List<TablePart> parts(Table table) {
        List<TablePart> planned = record.parts().get(table.name());
        return planned == null ? snapshot.parts(table) : planned;
    }

    @Override
    public boolean isLoaded(TablePart part) {
        return record.loaded().containsKey(part);
    }

    @Override
    public Optional<RowSum> unchanged(TablePart part, TableRule rule, WorkMonitor monitor) {
        return rows.unchanged(part, rule, monitor);
    }

    @Override
    public void discard(Collection<TablePart> parts, WorkMonitor monitor) {
        remains.discard(parts, afterRows(), monitor);
    }

    @Override
    public RowSum copy(TablePart part, TableRule rule, WorkMonitor monitor) {
        return rows.copy(part, rule, monitor);
    }

    @Override
    public RowSum sum(Table table, TableRule rule, RowScan scan, WorkMonitor monitor) {
        TableRows rows = new TableRows(snapshot, table, rule);
        return pool.ask("reading back " + table.name(), monitor, session -> rows.sum(session, scan, monitor));
    }

    @Override
    public void scanRest(RowScan scan, WorkMonitor monitor) {
        pool.ask("looking through the copy", monitor, session -> new RestOfDatabase(session, monitor).scan(scan));
    }

    @Override
    public List<BuildStep> buildSteps(boolean largeObjects, List<PreservedRowsRule> preserve) {
        List<BuildStep> steps = new ArrayList<>();
        if (largeObjects) {
            steps.add(new BuildStep(
                    "large objects",
                    BuildStep.Stage.INDEX,
                    Set.of(),
                    0,
                    monitor -> LargeObjects.bring(snapshot, pool, takenUp, monitor)));
        }
        List<BuildStep> afterRows =
                afterRows().stream().filter(step -> !record.isDone(step.name())).toList();
        afterRows.stream().filter(step -> step.stage() == BuildStep.Stage.INDEX).forEach(steps::add);
        if (!preserve.isEmpty()) {
            steps.add(new BuildStep(
                    "preserved rows",
                    BuildStep.Stage.CONSTRAINT,
                    PreservedMatch.tables(preserve, snapshot.catalog()),
                    0,
                    monitor -> preserve(preserve, monitor)));
        }
        afterRows.stream()
                .filter(step -> step.stage() == BuildStep.Stage.CONSTRAINT)
                .forEach(steps::add);
        finish("the record of the copy", steps, record::close);
        finish("sequences", steps, session -> remarks.addAll(Sequences.advance(snapshot, session, changed)));
        afterRows.stream()
                .filter(step -> step.stage() == BuildStep.Stage.FINISH && !isEventTrigger(step))
                .forEach(steps::add);
        finish("materialized views", steps, session -> remarks.addAll(MaterializedViews.refresh(snapshot, session)));
        finish("owners and grants", steps, ownership::restore);
        afterRows.stream().filter(PostgresShadow::isEventTrigger).forEach(steps::add);
        steps.add(new BuildStep(
                "comparison of the structures",
                BuildStep.Stage.FINISH,
                Set.of(),
                0,
                monitor -> structure.compare(sessions, remarks)));
        finish("rights of owners", steps, ownership::finish);
        return steps;
    }

    private List<BuildStep> afterRows() {
        return new AfterRows(snapshot, this::make).steps(structure.archive().afterRows());
    }

    private static boolean isEventTrigger(BuildStep step) {
        return step.name().startsWith("event trigger ");
    }

    private void finish(String what, List<BuildStep> steps, ShadowSessions.Work work) {
        steps.add(new BuildStep(
                what, BuildStep.Stage.FINISH, Set.of(), 0, monitor -> pool.run("restoring " + what, monitor, work)));
    }

    private void make(String step, String what, String sql, WorkMonitor monitor) {
        pool.run(what, monitor, session -> {
            Sql.run(session, "BEGIN");
            Sql.run(session, sql);
            record.made(session, step);
            Sql.run(session, "COMMIT");
        });
    }

    private void preserve(List<PreservedRowsRule> rules, WorkMonitor monitor) {
        pool.run("restoring preserved rows", monitor, session -> {
            record.forget(session, PreservedMatch.tables(rules, snapshot.catalog()));
            preserved.bring(rules, session, monitor);
        });
    }

    @Override
    public List<RowChange> configure(Configuration configuration, WorkMonitor monitor) {
        boolean again = configured;
        configured = true;
        return pool.ask("applying the configuration set", monitor, session -> {
            record.close(session);
            List<RowChange> changes = new ConfigurationChange(snapshot, session, where(), changed).apply(configuration);
            // The first time, all views are still to be built.
            if (again && !configuration.scripts().isEmpty()) {
                MaterializedViews.refresh(snapshot, session);
            } else if (again) {
                MaterializedViews.refreshAbove(snapshot.catalog(), changes, session);
            }
            return changes;
        });
    }

    @Override
    public void bringLastPreserved(WorkMonitor monitor) {
        if (!preserved.isEmpty()) {
            lock.keepWritersOff();
            pool.run("restoring the last preserved rows", monitor, session -> preserved.bringLast(session, monitor));
        }
    }

    @Override
    public DatabaseAddress address() {
        return sessions.address();
    }

    @Override
    public void adoptSettings() {
        String current = lock.target().facts().database();
        PostgresDatabase.asking("adopting settings", where(), () -> {
            new ShadowDatabase(lock.maintenance(), current, name).adoptSettings();
            return true;
        });
    }

    @Override
    public Catalog catalog(WorkMonitor monitor) {
        return pool.ask("reading the catalog of the copy", monitor, session -> new CatalogReader(session).read());
    }

    @Override
    public List<PreservedRows> preserved() {
        return preserved.outcome();
    }

    @Override
    public List<String> remarks() {
        return remarks;
    }

    @Override
    public Exchange swapping(Marker marker, String run) {
        PostgresDatabase target = lock.target();
        String current = target.facts().database();
        Connection maintenance = lock.maintenance();
        return target.asking("readying the copy", () -> {
            target.requireStillThere(maintenance);
            new ShadowDatabase(maintenance, current, name).adoptSettings();
            Markers.write(maintenance, name, marker);
            pool.close();
            Swap.Renames renames = new Swap.Renames(current, lock.siblings().replacedBy(run), name);
            return new PostgresExchange(lock, renames, name, () -> swapped = true);
        });
    }

    @Override
    public void close() {
        scratch.close();
        pool.close();
        if (!swapped) {
            lock.removeShadow();
        }
    }

    private String where() {
        return sessions.where();
    }
}
