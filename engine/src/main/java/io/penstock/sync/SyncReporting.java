package io.penstock.sync;

import io.penstock.database.Table;
import io.penstock.database.TableRule;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.Landscape;
import io.penstock.pseudonym.BoundMap;
import io.penstock.run.Journal;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes the report of a run and keeps it: as JSON, as text, and as one page of HTML. */
final class SyncReporting {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Journal journal;
    private final PreparedSync prepared;
    private final Progress progress;
    private final SyncEvidence evidence;
    private final List<String> warnings = new ArrayList<>();
    private boolean swapped;
    private @Nullable Double downtime;

    SyncReporting(Landscape landscape, Journal journal, PreparedSync prepared, Progress progress) {
        this.evidence = new SyncEvidence(landscape, journal, prepared);
        this.journal = journal;
        this.prepared = prepared;
        this.progress = progress;
    }

    /** Adds what people should know of a run that is done all the same. */
    void warn(String warning) {
        warnings.add(warning);
    }

    /**
     * Notes what became of the target.
     *
     * @param downtime how long the application was away; empty when it was not stopped
     */
    void swapped(boolean made, Optional<Duration> downtime) {
        this.swapped = made;
        this.downtime = downtime.map(SyncReporting::seconds).orElse(null);
    }

    SyncReport keep(Run run, List<String> problems) {
        SyncReport report = report(run, problems);
        journal.keep(run, "report.json", JSON.writeValueAsString(report));
        journal.keep(run, "report.txt", new ReportText(report).render());
        journal.keep(run, "report.html", new ReportPage(report).render());
        if (!prepared.isRestore()) {
            evidence.keep(run, problems);
        }
        return report;
    }

    private SyncReport report(Run run, List<String> problems) {
        Instant ended = Objects.requireNonNullElseGet(run.ended(), Instant::now);
        List<SyncReport.ClusterReport> clusters = new ArrayList<>();
        prepared.parts().forEach((type, part) -> clusters.add(cluster(type, part)));
        List<SyncReport.TimelineEntry> timeline = new ArrayList<>();
        for (Progress.Done done : progress.done()) {
            timeline.add(new SyncReport.TimelineEntry(
                    done.cluster(),
                    done.kind(),
                    done.name(),
                    done.table(),
                    seconds(Duration.between(run.began(), done.began())),
                    seconds(done.took()),
                    done.completed(),
                    done.rows(),
                    done.bytes()));
        }
        return new SyncReport(
                run.id(),
                prepared.request().source(),
                prepared.request().target(),
                run.startedBy(),
                run.state().label(),
                run.began().toString(),
                ended.toString(),
                seconds(Duration.between(run.began(), ended)),
                swapped,
                downtime,
                clusters,
                timeline,
                Stream.of(prepared.plan().warnings(), warnings, silentPaths())
                        .flatMap(List::stream)
                        .toList(),
                problems);
    }

    /** Paths into documents that led nowhere: most likely something personal stands under another name. */
    private List<String> silentPaths() {
        List<String> silent = new ArrayList<>();
        for (PreparedSync.Part part : prepared.parts().values()) {
            DatabaseSync database = part.database();
            if (database != null) {
                database.rules()
                        .map()
                        .silentPaths()
                        .forEach(path -> silent.add("the path " + path.path() + " led nowhere in any document of "
                                + path.table() + "." + path.column()));
            }
        }
        return silent;
    }

    private SyncReport.ClusterReport cluster(ClusterType type, PreparedSync.Part part) {
        DatabaseSync database = part.database();
        FilesSync files = part.files();
        return new SyncReport.ClusterReport(
                type.label(),
                database == null ? null : database(database, type),
                files == null ? null : files.counts());
    }

    private SyncReport.DatabaseReport database(DatabaseSync sync, ClusterType type) {
        List<SyncReport.TableReport> tables = new ArrayList<>();
        long rows = 0;
        for (Table table : sync.catalog().tables()) {
            if (table.hasRows()) {
                long copied = sync.rowsCopied(table.name());
                rows += copied;
                tables.add(table(sync, table, copied));
            }
        }
        List<String> preserved = sync.preserved().stream()
                .map(new PreservedRowsWords(sync.rules().map())::outcome)
                .toList();
        int proven = (int)
                tables.stream().filter(table -> sync.isProven(table.table())).count();
        List<String> notCarried = prepared.plan().clusters().stream()
                .filter(cluster -> cluster.cluster().equals(type.label()))
                .map(SyncPlan.ClusterPlan::database)
                .filter(Objects::nonNull)
                .flatMap(plan -> plan.notCarried().stream())
                .toList();
        return new SyncReport.DatabaseReport(
                sync.source().facts().where(),
                sync.target().facts().where(),
                rows,
                proven,
                tables,
                preserved,
                AccountWords.outcomes(sync.rules().map().accounts()),
                remarks(sync, type),
                notCarried,
                sync.leaks());
    }

    /** With what the set changes in the files of the same cluster. */
    private List<String> remarks(DatabaseSync sync, ClusterType type) {
        List<String> remarks = new ArrayList<>(sync.remarks());
        prepared.plan().clusters().stream()
                .filter(cluster -> cluster.cluster().equals(type.label()))
                .map(SyncPlan.ClusterPlan::files)
                .filter(Objects::nonNull)
                .flatMap(files -> files.properties().stream())
                .map(property -> "configuration set: " + (property.before() == null ? "added to " : "changed in ")
                        + property.file() + ": " + property.key())
                .forEach(remarks::add);
        return remarks;
    }

    private static SyncReport.TableReport table(DatabaseSync sync, Table table, long rows) {
        TableRule rule = sync.rules().rule(table.name());
        List<String> personal = rule instanceof TableRule.Rewritten
                ? sync.rules().map().personalColumns().stream()
                        .filter(column -> column.table().equals(table.name()))
                        .map(column -> column.column() + ": " + column.pseudonymizer())
                        .toList()
                : List.of();
        long odd = sync.rules().map().oddValues().stream()
                .filter(count -> count.table().equals(table.name()))
                .mapToLong(BoundMap.OddCount::count)
                .sum();
        return new SyncReport.TableReport(
                table.name().toString(), PlanDescription.treatment(rule), rows, personal, odd);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
