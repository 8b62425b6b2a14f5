package io.penstock.database.h2;

import io.penstock.database.BuildStep;
import io.penstock.database.Catalog;
import io.penstock.database.ChangedColumns;
import io.penstock.database.Configuration;
import io.penstock.database.Exchange;
import io.penstock.database.Marker;
import io.penstock.database.PreservedMatch;
import io.penstock.database.PreservedRows;
import io.penstock.database.RowChange;
import io.penstock.database.RowScan;
import io.penstock.database.RowSettings;
import io.penstock.database.RowSum;
import io.penstock.database.SettingScript;
import io.penstock.database.Shadow;
import io.penstock.database.Table;
import io.penstock.database.TablePart;
import io.penstock.database.TableRule;
import io.penstock.database.WorkMonitor;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.PreservedRowsRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A database file beside the target's. There is one reader, so there is one writer too: one thread works at a time. */
final class H2Shadow implements Shadow {

    private final H2Lock lock;
    private final H2Snapshot snapshot;
    private final Sessions target;
    private final String where;
    private final List<String> remarks = new ArrayList<>();
    private final ChangedColumns changed = new ChangedColumns();
    private final PreservedRowsTransfer preserved;
    private @Nullable Connection session;
    private volatile boolean swapped;

    H2Shadow(H2Lock lock, H2Snapshot snapshot) {
        this.lock = lock;
        this.snapshot = snapshot;
        this.target = lock.target().sessions();
        this.where = target.where() + Siblings.SHADOW;
        this.preserved = new PreservedRowsTransfer(lock.target(), snapshot, where, changed);
    }

    @Override
    public synchronized void createStructure(WorkMonitor monitor) {
        Connection created = target.openBeside(Siblings.SHADOW);
        session = created;
        work("creating the structure", monitor, statement -> {
            created.setAutoCommit(false);
            statement.execute("SET LAZY_QUERY_EXECUTION TRUE");
            for (Script.Statement setting : ofTarget(Script.Use.SETTING)) {
                statement.execute(setting.sql());
            }
            run(statement, snapshot.script().of(Script.Use.STRUCTURE), monitor);
            run(statement, snapshot.script().of(Script.Use.ROW_ORDER), monitor);
        });
    }

    @Override
    public List<TablePart> parts(Table table) {
        return snapshot.parts(table);
    }

    private static void run(Statement statement, List<Script.Statement> script, WorkMonitor monitor)
            throws SQLException {
        for (Script.Statement each : script) {
            statement.execute(each.sql());
            monitor.advanced(0, 0);
        }
    }

    private List<Script.Statement> ofTarget(Script.Use use) {
        return lock.target()
                .asking("reading settings", () -> Script.of(lock.target().connection(), Set.of()))
                .of(use);
    }

    @Override
    public synchronized RowSum copy(TablePart part, TableRule rule, WorkMonitor monitor) {
        if (rule instanceof TableRule.Empty) {
            return RowSum.ZERO;
        }
        Table table = snapshot.catalog().table(part.table()).orElseThrow();
        changed.copied(table, rule);
        String what = "copying " + table.name();
        Connection writer = session();
        return snapshot.ask(
                what,
                reader -> Sql.asking(what, where, () -> {
                    Sql.run(writer, "TRUNCATE TABLE " + Sql.quote(table.name()));
                    return new RowFlow(table, rule).copy(reader, writer, snapshot.bandwidth(), monitor);
                }));
    }

    @Override
    public synchronized RowSum sum(Table table, TableRule rule, RowScan scan, WorkMonitor monitor) {
        Connection reader = session();
        return Sql.asking(
                "reading back " + table.name(), where, () -> new RowFlow(table, rule).sum(reader, scan, monitor));
    }

    @Override
    public synchronized void scanRest(RowScan scan, WorkMonitor monitor) {
        Connection reader = session();
        Sql.asking("looking through the copy", where, () -> {
            RestOfDatabase.scan(reader, scan);
            return true;
        });
    }

    @Override
    public List<BuildStep> buildSteps(boolean largeObjects, List<PreservedRowsRule> preserve) {
        List<BuildStep> steps = new ArrayList<>();
        Script script = snapshot.script();
        script.of(Script.Use.INDEX).forEach(each -> steps.add(step(each, BuildStep.Stage.INDEX)));
        if (!preserve.isEmpty()) {
            steps.add(new BuildStep(
                    "preserved rows",
                    BuildStep.Stage.CONSTRAINT,
                    PreservedMatch.tables(preserve, snapshot.catalog()),
                    0,
                    monitor -> preserve(preserve, monitor)));
        }
        script.of(Script.Use.CONSTRAINT).forEach(each -> steps.add(step(each, BuildStep.Stage.CONSTRAINT)));
        finish(
                "sequences",
                steps,
                (statement, monitor) -> Sequences.advance(snapshot, statement.getConnection(), changed));
        script.of(Script.Use.REST).forEach(each -> steps.add(step(each, BuildStep.Stage.FINISH)));
        finish("users and grants", steps, (statement, monitor) -> grant(statement));
        finish("statistics", steps, (statement, monitor) -> statement.execute("ANALYZE"));
        return steps;
    }

    private BuildStep step(Script.Statement statement, BuildStep.Stage stage) {
        long weight = statement.tables().stream()
                .flatMap(name -> snapshot.catalog().table(name).stream())
                .mapToLong(Table::bytes)
                .sum();
        return new BuildStep(
                statement.name(),
                stage,
                statement.tables(),
                weight,
                monitor -> work("creating " + statement.name(), monitor, session -> session.execute(statement.sql())));
    }

    /** Work on the shadow with one statement after the other. */
    @FunctionalInterface
    private interface FinishingWork {
        void run(Statement statement, WorkMonitor monitor) throws SQLException;
    }

    private void finish(String what, List<BuildStep> steps, FinishingWork work) {
        steps.add(new BuildStep(
                what,
                BuildStep.Stage.FINISH,
                Set.of(),
                0,
                monitor -> work("restoring " + what, monitor, statement -> work.run(statement, monitor))));
    }

    private void preserve(List<PreservedRowsRule> rules, WorkMonitor monitor) {
        work(
                "restoring preserved rows",
                monitor,
                statement -> preserved.bring(rules, statement.getConnection(), monitor));
    }

    @Override
    public synchronized List<RowChange> configure(Configuration configuration, WorkMonitor monitor) {
        List<RowChange> changes = new ArrayList<>();
        changed.set(configuration, snapshot.catalog());
        work("applying the configuration set", monitor, statement -> {
            Connection open = statement.getConnection();
            Sequences.advance(snapshot, open, changed);
            changes.addAll(RowSettings.apply(configuration.rows(), new SettingSession(open, where)));
            for (SettingScript script : configuration.scripts()) {
                try {
                    statement.execute(script.sql());
                } catch (SQLException e) {
                    throw Failures.ofConfiguration(e, script.place(), where);
                }
            }
            Sequences.pass(snapshot.catalog(), open, changed);
        });
        return changes;
    }

    @Override
    public void bringLastPreserved(WorkMonitor monitor) {
        if (!preserved.isEmpty()) {
            work(
                    "restoring the last preserved rows",
                    monitor,
                    statement -> preserved.bringLast(statement.getConnection(), monitor));
        }
    }

    @Override
    public DatabaseAddress address() {
        return target.addressBeside(Siblings.SHADOW);
    }

    @Override
    public synchronized Catalog catalog(WorkMonitor monitor) {
        Connection reader = session();
        return Sql.asking("reading the catalog of the copy", where, () -> new CatalogReader(reader).read());
    }

    /** The users of the copy are those of the target; what they may do is carried as far as the copy has what it speaks of. */
    private void grant(Statement statement) {
        for (Script.Statement each : ofTarget(Script.Use.ACCESS)) {
            try {
                statement.execute(each.sql());
            } catch (SQLException e) {
                remarks.add("a right of a user of the target was left out: it speaks of what the copy does not have");
            }
        }
    }

    @Override
    public synchronized List<PreservedRows> preserved() {
        return preserved.outcome();
    }

    @Override
    public synchronized List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public synchronized Exchange swapping(Marker marker, String run) {
        Siblings siblings = lock.siblings();
        Sql.asking("closing the copy", where, () -> {
            Markers.write(session(), marker);
            Sql.run(session(), "SHUTDOWN");
            return true;
        });
        session = null;
        return new H2Exchange(lock, () -> {
            new Swap(target, siblings).replace(siblings.shadow(), siblings.replacedBy(run));
            swapped = true;
        });
    }

    @Override
    public synchronized void close() {
        Connection open = session;
        if (open != null) {
            try {
                Sql.run(open, "SHUTDOWN IMMEDIATELY");
            } catch (SQLException alreadyGone) {
                // Its file is removed in any case.
            }
            session = null;
        }
        if (!swapped) {
            lock.deleteShadow();
        }
    }

    /** Work on a session of the shadow. */
    @FunctionalInterface
    private interface ShadowWork {
        void run(Statement statement) throws SQLException;
    }

    private synchronized void work(String what, WorkMonitor monitor, ShadowWork work) {
        Connection open = session();
        Sql.asking(what, where, () -> {
            try (Statement statement = open.createStatement();
                    WorkMonitor.Interruptible working = monitor.interruptible(() -> RowFlow.cancel(statement))) {
                statement.setEscapeProcessing(false);
                work.run(statement);
                open.commit();
                return true;
            }
        });
    }

    private Connection session() {
        Connection open = session;
        if (open == null) {
            throw new IllegalStateException("the structure comes first");
        }
        return open;
    }
}
