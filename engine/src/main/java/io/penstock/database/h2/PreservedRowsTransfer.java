package io.penstock.database.h2;

import io.penstock.PenstockException;
import io.penstock.database.Catalog;
import io.penstock.database.ChangedColumns;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.ForeignKey;
import io.penstock.database.PreservedMatch;
import io.penstock.database.PreservedRows;
import io.penstock.database.RowSum;
import io.penstock.database.TableName;
import io.penstock.database.WorkMonitor;
import io.penstock.landscape.PreservedRowsRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The preserved rows of one shadow: brought while it is built, and looked at once more right before the swap. */
final class PreservedRowsTransfer {

    private record Brought(PreservedMatch match, RowSum sum, PreservedRows outcome) {}

    private final H2Database target;
    private final H2Snapshot snapshot;
    private final String where;
    private final ChangedColumns changed;
    private final List<Brought> brought = new ArrayList<>();

    /** @param where the shadow, for people */
    PreservedRowsTransfer(H2Database target, H2Snapshot snapshot, String where, ChangedColumns changed) {
        this.target = target;
        this.snapshot = snapshot;
        this.where = where;
        this.changed = changed;
    }

    List<PreservedRows> outcome() {
        return brought.stream().map(Brought::outcome).toList();
    }

    boolean isEmpty() {
        return brought.isEmpty();
    }

    /** Work with the rows of the target, as they are at one moment. */
    @FunctionalInterface
    private interface Transfer {
        void with(PreservedRowsCopy copy) throws SQLException;
    }

    private void reading(Connection shadow, WorkMonitor monitor, Transfer transfer) throws SQLException {
        Connection reader = target.sessions().openReader();
        try {
            Sql.run(reader, "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT");
            reader.setAutoCommit(false);
            transfer.with(new PreservedRowsCopy(reader, shadow, where, monitor));
        } finally {
            H2Database.closeQuietly(reader);
        }
    }

    void bring(List<PreservedRowsRule> rules, Connection shadow, WorkMonitor monitor) throws SQLException {
        Catalog ofTarget = target.catalog();
        reading(shadow, monitor, copy -> {
            for (PreservedMatch match : PreservedMatch.of(rules, ofTarget, snapshot.catalog())) {
                changed.preserved(match);
                PreservedRows outcome = copy.bring(match);
                brought.add(new Brought(match, copy.sum(match), outcome));
            }
        });
    }

    /** Brings what has changed on the target since, and makes sure that every preserved row stands in the copy. */
    void bringLast(Connection shadow, WorkMonitor monitor) throws SQLException {
        reading(shadow, monitor, copy -> {
            List<PreservedMatch> altered = new ArrayList<>();
            for (Brought each : brought) {
                if (!copy.sum(each.match()).equals(each.sum())) {
                    altered.add(each.match());
                }
            }
            if (!altered.isEmpty()) {
                change(copy, altered, shadow);
            }
            for (Brought each : brought) {
                // What a configuration set has changed since is not as the target has it, on purpose.
                if (!altered.contains(each.match()) && changed.isSet(each.match())) {
                    continue;
                }
                requireStanding(each.match(), copy.missing(each.match()));
            }
        });
    }

    /** Foreign keys are checked when all rows are in their places; triggers are out of the way meanwhile. */
    private void change(PreservedRowsCopy copy, List<PreservedMatch> altered, Connection shadow) throws SQLException {
        List<Script.Statement> triggers = snapshot.script().of(Script.Use.REST).stream()
                .filter(each -> each.name().startsWith("trigger "))
                .toList();
        for (Script.Statement trigger : triggers) {
            Sql.run(shadow, "DROP TRIGGER " + Script.quoted(trigger.sql()));
        }
        Sql.run(shadow, "SET REFERENTIAL_INTEGRITY FALSE");
        for (int i = 0; i < brought.size(); i++) {
            Brought before = brought.get(i);
            if (altered.contains(before.match())) {
                brought.set(i, renewed(before, copy.bring(before.match()), copy.sum(before.match())));
            }
        }
        Sql.run(shadow, "SET REFERENTIAL_INTEGRITY TRUE");
        for (TableName table : referring(altered)) {
            try {
                Sql.run(shadow, "ALTER TABLE " + Sql.quote(table) + " SET REFERENTIAL_INTEGRITY TRUE CHECK");
            } catch (SQLException e) {
                throw Failures.ofLastPreserved(e, table.toString(), where);
            }
        }
        for (Script.Statement trigger : triggers) {
            Sql.run(shadow, trigger.sql());
        }
        Sequences.pass(snapshot.catalog(), shadow, changed);
    }

    private Set<TableName> referring(List<PreservedMatch> altered) {
        Set<TableName> tables = new TreeSet<>();
        for (ForeignKey key : snapshot.catalog().foreignKeys()) {
            for (PreservedMatch match : altered) {
                TableName name = match.ofSource().name();
                if (key.table().equals(name) || key.referencedTable().equals(name)) {
                    tables.add(key.table());
                }
            }
        }
        return tables;
    }

    private static Brought renewed(Brought before, PreservedRows now, RowSum sum) {
        PreservedRows old = before.outcome();
        return new Brought(
                before.match(),
                sum,
                new PreservedRows(
                        old.rule(),
                        old.table(),
                        now.kept(),
                        old.replaced(),
                        old.columnsLost(),
                        old.displaced(),
                        old.notes()));
    }

    private static void requireStanding(PreservedMatch match, long missing) {
        if (missing > 0) {
            throw new PenstockException(
                    DatabaseProblem.COPY_DIFFERS,
                    missing + " of the preserved rows of " + match.ofSource().name() + " are not in the copy.",
                    "See whether another rule in preserve means rows with the same key, and run the command again; the target is as it was.");
        }
    }
}
