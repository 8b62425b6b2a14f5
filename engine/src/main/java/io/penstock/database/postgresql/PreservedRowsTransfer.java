package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.Catalog;
import io.penstock.database.ChangedColumns;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.PreservedMatch;
import io.penstock.database.PreservedRows;
import io.penstock.database.RowSum;
import io.penstock.database.WorkMonitor;
import io.penstock.landscape.PreservedRowsRule;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The preserved rows of one shadow: brought while it is built, and looked at once more right before the swap. */
final class PreservedRowsTransfer {

    /**
     * What one rule brought.
     *
     * @param sums of the rows of each flow
     */
    record Brought(PreservedMatch match, List<RowSum> sums, PreservedRows outcome) {}

    private final PostgresDatabase target;
    private final Catalog ofSource;
    private final String where;
    private final ChangedColumns changed;
    private final List<Brought> brought = new ArrayList<>();
    private Catalog ofTarget;

    /** @param where the shadow, for people */
    PreservedRowsTransfer(PostgresDatabase target, Catalog ofSource, String where, ChangedColumns changed) {
        this.target = target;
        this.ofSource = ofSource;
        this.where = where;
        this.changed = changed;
        this.ofTarget = ofSource;
    }

    void bring(List<PreservedRowsRule> rules, Connection session, WorkMonitor monitor) throws IOException {
        ofTarget = target.catalog();
        PreservedRowsStage stage = new PreservedRowsStage(target.connection(), ofTarget, session, monitor);
        PreservedRowsCopy copy = new PreservedRowsCopy(stage, session, ofTarget, where);
        for (PreservedMatch match : PreservedMatch.of(rules, ofTarget, ofSource)) {
            changed.preserved(match);
            brought.add(copy.bring(match));
        }
    }

    List<PreservedRows> outcome() {
        return brought.stream().map(Brought::outcome).toList();
    }

    boolean isEmpty() {
        return brought.isEmpty();
    }

    /**
     * Brings what has changed on the target since, and makes sure that every preserved row stands in the copy. The target's tables stay locked against
     * writers until its session ends, so that no change is lost.
     */
    void bringLast(Connection session, WorkMonitor monitor) throws SQLException, IOException {
        List<PreservedMatch> matches = brought.stream().map(Brought::match).toList();
        LastChance.take(target.connection(), matches);
        PreservedRowsStage stage = new PreservedRowsStage(target.connection(), ofTarget, session, monitor);
        SearchPath.set(session, ofTarget);
        Sql.run(session, "BEGIN");
        try {
            SilentTables silent = new SilentTables(session);
            List<PreservedRowsStage.Staged> all = new ArrayList<>();
            List<PreservedRowsStage.Staged> altered = new ArrayList<>();
            for (int i = 0; i < brought.size(); i++) {
                List<PreservedRowsStage.Staged> staged = stage.of(brought.get(i).match());
                all.addAll(staged);
                if (!sums(staged).equals(brought.get(i).sums())) {
                    altered.addAll(staged);
                    brought.set(i, renewed(brought.get(i), staged));
                }
            }
            PreservedRowsChange change = new PreservedRowsChange(session, ofSource);
            if (!altered.isEmpty()) {
                silent.silence(altered);
                change.apply(altered);
            }
            for (PreservedRowsStage.Staged staged : all) {
                // What a configuration set has changed since is not as the target has it, on purpose.
                if (altered.contains(staged) || !changed.isSet(staged.match())) {
                    requireStanding(staged, change.missing(staged));
                }
            }
            silent.wake();
            Sql.run(session, "COMMIT");
            SearchPath.clear(session);
            if (!altered.isEmpty()) {
                Sequences.pass(ofSource, session, changed);
                MaterializedViews.refreshAbove(ofSource, altered, session);
            }
        } catch (CopyStream.WriteFailed e) {
            throw failed(e.failure());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    static List<RowSum> sums(List<PreservedRowsStage.Staged> staged) {
        return staged.stream().map(PreservedRowsStage.Staged::sum).toList();
    }

    private static Brought renewed(Brought before, List<PreservedRowsStage.Staged> staged) {
        PreservedRows old = before.outcome();
        long kept = staged.stream().mapToLong(each -> each.sum().rows()).sum();
        return new Brought(
                before.match(),
                sums(staged),
                new PreservedRows(
                        old.rule(),
                        old.table(),
                        kept,
                        old.replaced(),
                        old.columnsLost(),
                        old.displaced(),
                        old.notes()));
    }

    private void requireStanding(PreservedRowsStage.Staged staged, long missing) {
        if (missing > 0) {
            throw new PenstockException(
                    DatabaseProblem.COPY_DIFFERS,
                    missing + " of the " + staged.sum().rows() + " preserved rows of "
                            + staged.match().ofSource().name() + " are not in the copy.",
                    "See whether another rule in preserve means rows with the same key, and run the command again; the target is as it was.");
        }
    }

    private PenstockException failed(SQLException failure) {
        String tables = brought.stream()
                .map(each -> each.match().ofSource().name().toString())
                .distinct()
                .collect(Collectors.joining(", "));
        return Failures.ofLastPreserved(failure, tables, where);
    }
}
