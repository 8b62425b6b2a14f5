package io.penstock.sync;

import io.penstock.Problem;
import io.penstock.database.Database;
import io.penstock.database.InPlace;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TablePart;
import io.penstock.database.TableRule;
import io.penstock.landscape.Throttle;
import io.penstock.pseudonym.BoundMap;
import io.penstock.pseudonym.leak.Finding;
import io.penstock.run.Progress;
import io.penstock.run.Work;
import io.penstock.run.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proof of a database whose rows are replaced where they stand: what was replaced while this watched is looked for in all that the database holds afterwards. The same reading adds up
 * what its seal vouches for.
 */
public final class ProofInPlace implements AutoCloseable {

    private final BoundMap map;
    private final DatabaseLeaks leaks;
    private final SealedRows rows;

    /** @param temporary a directory for temporary files */
    public ProofInPlace(BoundMap map, Path temporary) {
        this.map = map;
        this.leaks = DatabaseLeaks.of(DatabaseRules.of(map), temporary, true);
        this.rows = new SealedRows(map, leaks.scan());
    }

    /** The same rule, watched where rows have to be tested one by one. */
    public TableRule watched(Table table, TableRule rule) {
        return leaks.watched(table, rule);
    }

    /** Looks through a database when all its rows are replaced. Once. */
    public void search(Database database, int sessions, Workers crew, Progress progress) {
        if (!leaks.isNeeded()) {
            return;
        }
        progress.stage("searching");
        List<Work> all = new ArrayList<>(leaks.sealing(List.of()));
        List<Work> collected = List.copyOf(all);
        try (Snapshot searched = database.snapshot(sessions, Throttle.NONE)) {
            for (Table table : searched.catalog().tables()) {
                if (table.hasRows() && !table.name().schema().equals(InPlace.SCHEMA)) {
                    for (TablePart part : searched.parts(table)) {
                        all.add(new Work(
                                "search",
                                part.shown(),
                                table.name().toString(),
                                effort(part.bytes()),
                                part.bytes(),
                                collected,
                                monitor -> searched.scan(part, rows, monitor)));
                    }
                }
            }
            all.add(new Work(
                    "search",
                    "what is no row",
                    null,
                    0,
                    0,
                    collected,
                    monitor -> searched.scanRest(leaks.scan(), monitor)));
            crew.run(all, progress);
        }
    }

    /** How much work it is to search so many bytes, beside replacing them. */
    public static long effort(long bytes) {
        return bytes / 3;
    }

    /** The places with values that are there by more than chance, as problems. */
    public List<Problem> found(String remedy) {
        return leaks.findings().stream()
                .map(Finding::problem)
                .map(problem -> new Problem(problem.code(), problem.what(), remedy))
                .toList();
    }

    /** What was looked for and found; absent where nothing is replaced. */
    public SyncReport.@Nullable LeaksReport report() {
        return leaks.report();
    }

    /** What the marker says about the content that was searched. */
    public String seal(String run) {
        return DatabaseRules.of(map).seal(run) + SealedRows.text(rows.sum());
    }

    @Override
    public void close() {
        leaks.close();
    }
}
