package io.penstock.inplace;

import io.penstock.sync.SyncReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of a run; holds no value of the database.
 *
 * @param rawData where raw data rested until then, and who answered for that; as a phrase
 * @param problems what went wrong; empty when the run is done
 */
public record InPlaceReport(
        String run,
        String environment,
        String startedBy,
        String state,
        String began,
        String ended,
        double seconds,
        String rawData,
        List<DatabaseReport> databases,
        List<String> warnings,
        List<String> problems) {

    /**
     * One database.
     *
     * @param sealed whether it is done and bears the seal
     * @param resumed whether a run that died was taken up
     * @param accounts which accounts were kept and why, as phrases
     * @param leaks what was looked for in the end; absent when nothing was
     * @param remains where raw values stay; as phrases
     */
    public record DatabaseReport(
            String cluster,
            String database,
            boolean sealed,
            boolean resumed,
            String keyId,
            String mapVersion,
            long rows,
            List<TableReport> tables,
            List<String> accounts,
            SyncReport.@Nullable LeaksReport leaks,
            List<String> remarks,
            List<String> remains) {}

    /**
     * @param treatment {@code pseudonymized} or {@code empty}
     * @param state {@code done}, {@code done before} by a run that died, or {@code as it was}
     * @param rows that the table has now
     * @param kept how many of them stayed as they are
     * @param odd fields that no format explains
     */
    public record TableReport(
            String table, String treatment, String state, long rows, long kept, List<String> columns, long odd) {}
}
