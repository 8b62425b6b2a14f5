package io.penstock.inplace;

import io.penstock.database.Condition;
import io.penstock.database.ForeignKey;
import io.penstock.database.InPlace;
import io.penstock.database.Table;
import io.penstock.database.TableRule;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.pseudonym.evidence.Evidence;
import io.penstock.pseudonym.evidence.RunEvidence;
import io.penstock.run.Journal;
import io.penstock.run.Run;
import io.penstock.sync.SyncReport;
import java.util.ArrayList;
import java.util.List;

/** Makes the evidence of a run and keeps it: that of the tables that change. */
final class InPlaceEvidence {

    private final RunEvidence evidence;
    private final Environment environment;
    private final PreparedInPlace prepared;

    InPlaceEvidence(Landscape landscape, Journal journal, Environment environment, PreparedInPlace prepared) {
        this.evidence = new RunEvidence(landscape, journal);
        this.environment = environment;
        this.prepared = prepared;
    }

    void keep(Run run, List<String> problems) {
        evidence.keep(
                run,
                raw(),
                prepared.parts().get(0).map().mapVersion(),
                prepared.parts().stream().map(InPlaceEvidence::database).toList(),
                problems);
    }

    private String raw() {
        StringBuilder text = new StringBuilder(
                "In place: personal values rested in the databases themselves until they were replaced. Raw data ");
        text.append(PlanWords.rawData(environment, prepared.request())).append('.');
        for (InPlacePart part : prepared.parts()) {
            String cluster = " " + part.cluster().label() + ": ";
            if (!part.sealed()) {
                text.append(cluster).append("not finished, so personal values still rest there.");
            }
            if (!part.doneBefore().isEmpty()) {
                text.append(cluster)
                        .append(InPlaceReportText.notLookedFor(part.doneBefore().size()))
                        .append('.');
            }
            if (!part.remains().isEmpty()) {
                text.append(cluster)
                        .append("raw values stay in ")
                        .append(String.join("; ", part.remains()))
                        .append('.');
            }
        }
        return text.toString();
    }

    private static Evidence.Database database(InPlacePart part) {
        List<Evidence.Table> tables = new ArrayList<>();
        part.rules().forEach((table, rule) -> tables.add(table(part, table, rule)));
        List<ForeignKey> keys = part.catalog().declaredForeignKeys();
        int valid = (int) keys.stream().filter(ForeignKey::validated).count();
        SyncReport.LeaksReport leaks = part.leaks();
        return new Evidence.Database(
                part.cluster().label(),
                part.name(),
                part.name(),
                false,
                tables.stream().mapToLong(Evidence.Table::rows).sum(),
                0,
                part.sealed() ? valid : 0,
                keys.size() - valid,
                leaks == null ? null : leaks.evidence(),
                tables);
    }

    /** What a run that died has replaced was counted by none. */
    private static Evidence.Table table(InPlacePart part, Table table, TableRule rule) {
        InPlace.Replaced replaced = part.replaced(table.name());
        boolean counted = replaced != null && !part.doneBefore().containsKey(table.name());
        List<String> keptBecause = rule instanceof TableRule.Rewritten rewritten
                ? rewritten.rewriter().keep().map(Condition::named).stream().toList()
                : List.of();
        return new Evidence.Table(
                table.name().toString(),
                replaced == null ? InPlaceReporting.AS_IT_WAS : PlanWords.treatment(rule),
                replaced == null ? 0 : replaced.rows(),
                replaced == null ? 0 : replaced.kept(),
                keptBecause,
                false,
                counted ? part.count(table.name()).evidence(part.map(), table.name()) : List.of());
    }
}
