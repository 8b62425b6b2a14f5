package io.penstock.inplace;

import io.penstock.sync.SyncPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do; the result of {@code penstock pseudonymize --dry-run}, also as JSON.
 *
 * @param rawData where raw data rests until the run is done, and who answers for that; as a phrase
 * @param steps in their order
 */
public record InPlacePlan(
        String environment, String rawData, List<DatabasePlan> databases, List<String> steps, List<String> warnings) {

    public InPlacePlan {
        databases = List.copyOf(databases);
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /**
     * One database.
     *
     * @param marker the mark that it bears now; absent when it bears none
     * @param resumes whether a run that died is taken up
     * @param rows that are replaced or removed, as the database estimates
     * @param bytes of these tables
     * @param tables that change, in the order of work
     * @param accounts that the map keeps, with everything that hangs on them
     * @param stays what of production's the database still has and this does not touch, such as subscriptions; as phrases
     * @param remains where raw values stay after the run; as phrases
     */
    public record DatabasePlan(
            String cluster,
            String database,
            @Nullable String marker,
            boolean resumes,
            long rows,
            long bytes,
            long estimatedSeconds,
            int tablesAsIs,
            List<TablePlan> tables,
            List<SyncPlan.AccountPlan> accounts,
            List<String> stays,
            List<String> remains) {}

    /**
     * @param treatment {@code pseudonymized} or {@code empty}
     * @param keep where it is said which rows stay as they are; absent where none do
     * @param done whether a run that died has done it
     */
    public record TablePlan(
            String table,
            String treatment,
            long rows,
            long bytes,
            @Nullable String keep,
            boolean done,
            List<ColumnPlan> columns) {}

    /** @param example a pseudonym of a made-up value; absent for NULL */
    public record ColumnPlan(
            String column,
            String pseudonymizer,
            String sample,
            @Nullable String example) {}
}
