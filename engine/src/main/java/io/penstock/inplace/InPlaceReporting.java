package io.penstock.inplace;

import io.penstock.database.InPlace;
import io.penstock.database.Table;
import io.penstock.landscape.Environment;
import io.penstock.pseudonym.BoundMap;
import io.penstock.run.Journal;
import io.penstock.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes the report of a run and keeps it: as JSON and as text. */
final class InPlaceReporting {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Journal journal;
    private final Environment environment;
    private final PreparedInPlace prepared;

    InPlaceReporting(Journal journal, Environment environment, PreparedInPlace prepared) {
        this.journal = journal;
        this.environment = environment;
        this.prepared = prepared;
    }

    InPlaceReport keep(Run run, List<String> problems) {
        Instant ended = Objects.requireNonNullElseGet(run.ended(), Instant::now);
        InPlaceReport report = new InPlaceReport(
                run.id(),
                environment.name(),
                run.startedBy(),
                run.state().label(),
                run.began().toString(),
                ended.toString(),
                Duration.between(run.began(), ended).toMillis() / 1000.0,
                PlanWords.rawData(environment, prepared.request()),
                prepared.parts().stream().map(InPlaceReporting::database).toList(),
                prepared.plan().warnings(),
                problems);
        journal.keep(run, "report.json", JSON.writeValueAsString(report));
        journal.keep(run, "report.txt", new InPlaceReportText(report).render());
        return report;
    }

    private static InPlaceReport.DatabaseReport database(InPlacePart part) {
        List<InPlaceReport.TableReport> tables = new ArrayList<>();
        part.rules().forEach((table, rule) -> tables.add(table(part, table, PlanWords.treatment(rule))));
        return new InPlaceReport.DatabaseReport(
                part.cluster().label(),
                part.database().facts().where(),
                part.sealed(),
                part.resumed(),
                part.map().keyId(),
                part.map().mapVersion(),
                tables.stream().mapToLong(InPlaceReport.TableReport::rows).sum(),
                tables,
                part.inPlace().remarks(),
                part.remains());
    }

    private static InPlaceReport.TableReport table(InPlacePart part, Table table, String treatment) {
        InPlace.Replaced replaced = part.replaced(table.name());
        boolean before = part.doneBefore().contains(table.name());
        long odd = part.map().oddValues().stream()
                .filter(count -> count.table().equals(table.name()))
                .mapToLong(BoundMap.OddCount::count)
                .sum();
        List<String> columns = part.map().personalColumns().stream()
                .filter(column -> column.table().equals(table.name()))
                .map(column -> column.column() + ": " + column.pseudonymizer())
                .toList();
        return new InPlaceReport.TableReport(
                table.name().toString(),
                treatment,
                replaced != null ? "done" : before ? "done before" : "as it was",
                replaced == null ? 0 : replaced.rows(),
                replaced == null ? 0 : replaced.kept(),
                columns,
                odd);
    }
}
