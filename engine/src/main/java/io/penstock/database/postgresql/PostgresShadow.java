package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.BuildStep;
import io.penstock.database.ChangedColumns;
import io.penstock.database.Configuration;
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
import io.penstock.landscape.PreservedRowsRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A shadow database beside the target, under a name of its own until it is swapped in. */
final class PostgresShadow implements Shadow {

    private final PostgresLock lock;
    private final PostgresSnapshot snapshot;
    private final Map<String, String> roles;
    private final Sessions sessions;
    private final String name;
    private final ShadowSessions pool;
    private final ScratchFolder scratch;
    private final List<String> remarks = new ArrayList<>();
    private final ChangedColumns changed = new ChangedColumns();
    private volatile boolean configured;
    private final PreservedRowsTransfer preserved;
    private @Nullable Archive archive;
    private @Nullable Ownership ownership;
    private volatile boolean swapped;

    PostgresShadow(PostgresLock lock, PostgresSnapshot snapshot, Map<String, String> roles) {
        this.lock = lock;
        this.snapshot = snapshot;
        this.roles = roles;
        this.name = lock.siblings().shadow();
        this.sessions = lock.target().sessions().on(name);
        this.pool = new ShadowSessions(sessions, snapshot.sessions().where());
        this.preserved = new PreservedRowsTransfer(lock.target(), snapshot.catalog(), sessions.where(), changed);
        this.scratch = ScratchFolder.make(lock.target().scratch());
    }

    @Override
    public void createStructure(WorkMonitor monitor) {
        int newest =
                Math.max(snapshot.facts().majorVersion(), lock.target().facts().majorVersion());
        Tools tools = Tools.find(newest);
        Archive dumped = snapshot.lend(id -> Archive.of(tools, snapshot.sessions(), id, scratch, "source"));
        archive = dumped;
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
        });
    }

    @Override
    public RowSum copy(TablePart part, TableRule rule, WorkMonitor monitor) {
        if (rule instanceof TableRule.Empty || !snapshot.isReadable(part.table())) {
            return RowSum.ZERO;
        }
        Table table = snapshot.catalog().table(part.table()).orElseThrow();
        changed.copied(table, rule);
        try {
            return copy(part, table, rule, monitor);
        } catch (RowLimit.Exceeded e) {
            throw new LargeRow(snapshot, table, rule).problem(part, e.key());
        } catch (PenstockException e) {
            if (e.getCause() instanceof OutOfMemoryError) {
                // The driver takes a row as a whole: a far larger one does not fit into memory, and that is all that it
                // does.
                throw new LargeRow(snapshot, table, rule).problem(part).orElse(e);
            }
            throw e;
        }
    }

    private RowSum copy(TablePart part, Table table, TableRule rule, WorkMonitor monitor) {
        TableRows rows = new TableRows(snapshot, table, rule);
        Connection reader = snapshot.begin();
        RowSum sum = null;
        try (WorkMonitor.Interruptible reading = ShadowSessions.interruptible(reader, monitor)) {
            sum = pool.ask("copying " + table.name(), monitor, session -> rows.copy(part, reader, session, monitor));
            snapshot.requireUnchanged(part.table());
        } finally {
            if (sum == null) {
                snapshot.broken(reader);
            } else {
                snapshot.done(reader);
            }
        }
        return sum;
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
        Archive dumped = archive;
        if (dumped == null) {
            throw new IllegalStateException("the structure comes first");
        }
        List<BuildStep> steps = new ArrayList<>();
        if (largeObjects) {
            steps.add(new BuildStep(
                    "large objects", BuildStep.Stage.INDEX, Set.of(), 0, monitor -> copyLargeObjects(monitor)));
        }
        List<BuildStep> afterRows = new AfterRows(snapshot, this::run).steps(dumped.afterRows());
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
        finish("sequences", steps, session -> remarks.addAll(Sequences.advance(snapshot, session, changed)));
        afterRows.stream()
                .filter(step -> step.stage() == BuildStep.Stage.FINISH && !isEventTrigger(step))
                .forEach(steps::add);
        finish("materialized views", steps, session -> remarks.addAll(MaterializedViews.refresh(snapshot, session)));
        finish("owners and grants", steps, this::restoreOwnership);
        afterRows.stream().filter(PostgresShadow::isEventTrigger).forEach(steps::add);
        steps.add(new BuildStep(
                "comparison of the structures",
                BuildStep.Stage.FINISH,
                Set.of(),
                0,
                monitor -> compareStructure(dumped)));
        finish("rights of owners", steps, this::finishOwnership);
        return steps;
    }

    private static boolean isEventTrigger(BuildStep step) {
        return step.name().startsWith("event trigger ");
    }

    private void finish(String what, List<BuildStep> steps, ShadowSessions.Work work) {
        steps.add(new BuildStep(
                what, BuildStep.Stage.FINISH, Set.of(), 0, monitor -> pool.run("restoring " + what, monitor, work)));
    }

    private void run(String what, String sql, WorkMonitor monitor) {
        pool.run(what, monitor, session -> Sql.run(session, sql));
    }

    private void preserve(List<PreservedRowsRule> rules, WorkMonitor monitor) {
        pool.run("restoring preserved rows", monitor, session -> preserved.bring(rules, session, monitor));
    }

    @Override
    public List<RowChange> configure(Configuration configuration, WorkMonitor monitor) {
        boolean again = configured;
        configured = true;
        return pool.ask("applying the configuration set", monitor, session -> {
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

    private void copyLargeObjects(WorkMonitor monitor) {
        Connection reader = snapshot.begin();
        try {
            pool.run("copying large objects", monitor, session -> LargeObjects.copy(reader, session, monitor));
        } finally {
            snapshot.broken(reader);
        }
    }

    private void restoreOwnership(Connection session) throws SQLException {
        PostgresDatabase target = lock.target();
        target.requireStillThere(lock.maintenance());
        Ownership restored =
                new Ownership(Roles.of(roles, session, target.facts().majorVersion()));
        Connection source = snapshot.begin();
        try {
            restored.restore(source, target.connection(), target.isEmpty(), session);
        } finally {
            snapshot.broken(source);
        }
        remarks.addAll(restored.remarks());
        ownership = restored;
    }

    private void finishOwnership(Connection session) throws SQLException {
        if (ownership != null) {
            ownership.finish(session);
        }
    }

    private void compareStructure(Archive dumped) {
        if (snapshot.facts().majorVersion() != lock.target().facts().majorVersion()) {
            remarks.add("the structures were not compared as text: the servers are of different versions");
            return;
        }
        Tools tools = Tools.find(lock.target().facts().majorVersion());
        try (Archive copied = Archive.of(tools, sessions, "", scratch, "copy")) {
            StructureComparison.requireEqual(dumped.text(), copied.text());
        }
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
