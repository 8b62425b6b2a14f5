package io.penstock.sync;

import io.penstock.files.FileCounts;
import io.penstock.pseudonym.evidence.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sync did; the record that is kept. Times are ISO-8601 in UTC. Holds no value of a database.
 *
 * @param state {@code done}, {@code failed}, {@code refused} or {@code cancelled}
 * @param seconds from begin to end
 * @param swapped whether the target was replaced; else it is as it was
 * @param downtime seconds for which the application was stopped; absent when it was not
 * @param clusters what was moved, in the order of the swap
 * @param timeline every piece of work, in the order of its end
 * @param problems why it ended early; empty when it is done
 */
public record SyncReport(
        String run,
        String source,
        String target,
        String startedBy,
        String state,
        String began,
        String ended,
        double seconds,
        boolean swapped,
        @Nullable Double downtime,
        List<ClusterReport> clusters,
        List<TimelineEntry> timeline,
        List<String> warnings,
        List<String> problems) {

    public record ClusterReport(
            String cluster,
            @Nullable DatabaseReport database,
            @Nullable FileCounts files) {}

    /**
     * @param rows copied
     * @param proven tables whose rows were read back and found equal
     * @param preserved rows of the target that survived, as phrases
     * @param accounts which accounts of the source were kept and why, as phrases
     * @param remarks what could not be carried as it was
     * @param notCarried what stayed behind on purpose
     * @param leaks what the leak check found; absent where nothing is replaced
     */
    public record DatabaseReport(
            String from,
            String to,
            long rows,
            int proven,
            List<TableReport> tables,
            List<String> preserved,
            List<String> accounts,
            List<String> remarks,
            List<String> notCarried,
            @Nullable LeaksReport leaks) {}

    /**
     * @param values how many distinct personal values were looked for in the copy
     * @param hits how many stand there by more than chance
     * @param lookAlikes how many may stand there by chance
     * @param places where the hits are
     */
    public record LeaksReport(long values, long hits, long lookAlikes, List<LeakPlace> places) {

        /** The same, for evidence. */
        public Evidence.Leaks evidence() {
            return new Evidence.Leaks(
                    values,
                    hits,
                    lookAlikes,
                    places.stream()
                            .map(each -> new Evidence.Place(each.place(), each.what(), each.hits()))
                            .toList());
        }
    }

    /**
     * @param place such as {@code schema.table.column}
     * @param what such as {@code an e-mail address}, never the value
     */
    public record LeakPlace(String place, String what, long hits) {}

    /** @param odd fields whose values could not be read as what they should be and were replaced by their shape or as a whole */
    public record TableReport(String table, String treatment, long rows, List<String> personal, long odd) {}

    /**
     * @param cluster the cluster that it was done for; empty where it was done for all
     * @param kind what was done, such as {@code copy}
     * @param table the table that it worked on; absent when that was none or several
     * @param start seconds after the run began
     * @param completed whether it ended well
     */
    public record TimelineEntry(
            String cluster,
            String kind,
            String name,
            @Nullable String table,
            double start,
            double seconds,
            boolean completed,
            long rows,
            long bytes) {}
}
