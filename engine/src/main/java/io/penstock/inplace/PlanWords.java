package io.penstock.inplace;

import io.penstock.database.Condition;
import io.penstock.database.Marker;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.landscape.Environment;
import io.penstock.pseudonym.BoundMap;
import io.penstock.sync.AccountWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in words and figures what a run will do. */
final class PlanWords {

    /** Table bytes a second, as measured (docs/performance.md); a rough guide, no promise. */
    private static final long BYTES_PER_SECOND = 20_000_000;

    private final Environment environment;
    private final InPlaceRequest request;

    PlanWords(Environment environment, InPlaceRequest request) {
        this.environment = environment;
        this.request = request;
    }

    InPlacePlan plan(List<InPlacePart> parts, List<String> warnings) {
        return new InPlacePlan(
                environment.name(),
                rawData(environment, request),
                parts.stream().map(PlanWords::database).toList(),
                steps(parts),
                warnings);
    }

    /** Where raw data rests until the run is done, and who answers for that. */
    static String rawData(Environment environment, InPlaceRequest request) {
        if (environment.inProductionsZone()) {
            return "rests in production's zone, where " + environment.name() + " stands";
        }
        return request.rawDataAccepted()
                ? "rests outside of production's zone, as " + request.startedBy() + " has accepted"
                : "rests outside of production's zone, which nobody has accepted yet";
    }

    private static InPlacePlan.DatabasePlan database(InPlacePart part) {
        Map<TableName, List<InPlacePlan.ColumnPlan>> columns = new HashMap<>();
        for (BoundMap.PersonalColumn column : part.map().personalColumns()) {
            columns.computeIfAbsent(column.table(), key -> new ArrayList<>())
                    .add(new InPlacePlan.ColumnPlan(
                            column.column(), column.pseudonymizer(), column.sample(), column.example()));
        }
        List<InPlacePlan.TablePlan> tables = new ArrayList<>();
        long rows = 0;
        long bytes = 0;
        for (Map.Entry<Table, TableRule> each : part.rules().entrySet()) {
            Table table = each.getKey();
            boolean done = part.doneBefore().containsKey(table.name());
            rows += done ? 0 : table.estimatedRows();
            bytes += done ? 0 : table.bytes();
            tables.add(new InPlacePlan.TablePlan(
                    table.name().toString(),
                    treatment(each.getValue()),
                    table.estimatedRows(),
                    table.bytes(),
                    Optional.ofNullable(part.map().keptRows().get(table.name()))
                            .map(Condition::named)
                            .orElse(null),
                    done,
                    columns.getOrDefault(table.name(), List.of())));
        }
        long withRows = part.catalog().tables().stream().filter(Table::hasRows).count();
        return new InPlacePlan.DatabasePlan(
                part.cluster().label(),
                part.database().facts().where(),
                part.database().marker().map(Marker::environment).orElse(null),
                part.resumed(),
                rows,
                bytes,
                1 + bytes / BYTES_PER_SECOND,
                (int) withRows - tables.size(),
                tables,
                AccountWords.plans(part.map().accounts()),
                part.database().notCarried(),
                part.remains());
    }

    static String treatment(TableRule rule) {
        return rule instanceof TableRule.Empty ? "empty" : "pseudonymized";
    }

    private static List<String> steps(List<InPlacePart> parts) {
        List<String> steps = new ArrayList<>();
        for (InPlacePart part : parts) {
            String cluster = part.cluster().label() + ": ";
            steps.add(cluster
                    + (part.resumed()
                            ? "take up the run that died, from its record in the database"
                            : "record the columns, their pseudonymizers and the kept rows; take foreign keys away"));
            steps.add(
                    cluster
                            + "replace the rows of each table in one transaction, triggers and rules off; old row versions go with the old file");
            steps.add(cluster + "make the foreign keys again over all rows, which proves them");
            steps.add(cluster + "set sequences, fill materialized views, gather statistics");
            steps.add(cluster + "look for what was replaced in all that the database holds");
            steps.add(cluster + "put the mark and the seal on the database");
        }
        return steps;
    }
}
