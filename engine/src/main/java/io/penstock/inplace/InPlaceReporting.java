package io.penstock.inplace;

import io.penstock.database.InPlace;
import io.penstock.database.Table;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.pseudonym.BoundMap;
import io.penstock.run.Journal;
import io.penstock.run.Run;
import io.penstock.sync.AccountWords;
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

    static final String AS_IT_WAS = "as it was";

    private final Journal journal;
    private final InPlaceEvidence evidence;
    private final Environment environment;
    private final PreparedInPlace prepared;

    InPlaceReporting(Landscape landscape, Journal journal, Environment environment, PreparedInPlace prepared) {
        this.evidence = new InPlaceEvidence(landscape, journal, environment, prepared);
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
        journal.keep(run, "report.html", new InPlaceReportPage(report).render());
        evidence.keep(run, problems);
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
                AccountWords.outcomes(part.map().accounts()),
                part.leaks(),
                part.inPlace().remarks(),
                part.remains());
    }

    private static InPlaceReport.TableReport table(InPlacePart part, Table table, String treatment) {
        InPlace.Replaced replaced = part.replaced(table.name());
        boolean before = part.doneBefore().containsKey(table.name());
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
                before ? "done before" : replaced != null ? "done" : AS_IT_WAS,
                replaced == null ? 0 : replaced.rows(),
                replaced == null ? 0 : replaced.kept(),
                columns,
                odd);
    }
}
