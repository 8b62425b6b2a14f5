package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.landscape.ClusterType;
import io.penstock.prepare.PreparationRecords;
import io.penstock.prepare.StepDifference;
import io.penstock.prepare.UuidDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock prepare diff}. */
@Command(
        name = "diff",
        description = {
            "Shows where the registries of two environments, or of the two clusters of one, differ: prepare diff uat int, or"
                    + " prepare diff uat edit live.",
            "",
            "A step differs by its state, or by preparer, parameters and files that it was done with. Counts rows that mean"
                    + " the same by a unique key and have other UUIDs. Exits with 1 when there are differences."
        })
final class PrepareDiffCommand implements Callable<Integer> {

    /** The result as JSON. */
    record Differences(List<StepDifference> steps, List<UuidDifference> uuids) {
        boolean isEmpty() {
            return steps.isEmpty() && uuids.isEmpty();
        }
    }

    private final Session session;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "ENV",
            arity = "2..3",
            description = "Two environments, or one and the clusters edit and live.")
    private List<String> names = List.of();

    PrepareDiffCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), names.get(0));
        PreparationRecords records = penstock.preparation().records();
        Differences differences;
        if (names.size() == 2) {
            EnvironmentNames.require(penstock.landscape(), names.get(1));
            differences = new Differences(
                    records.differences(names.get(0), names.get(1)), records.uuids(names.get(0), names.get(1)));
        } else {
            ClusterType one = cluster(names.get(1));
            ClusterType other = cluster(names.get(2));
            differences = new Differences(
                    records.differences(names.get(0), one, other), records.uuids(names.get(0), one, other));
        }
        session.result(differences, text(differences));
        return differences.isEmpty() ? 0 : 1;
    }

    private String text(Differences differences) {
        List<String> lines = new ArrayList<>();
        if (!differences.steps().isEmpty()) {
            TextTable table = new TextTable("", "wnwwwl").row("CLUSTER", "STEP", "TYPE", one(), other(), "");
            differences
                    .steps()
                    .forEach(each -> table.row(
                            each.clusters(),
                            each.step(),
                            each.type(),
                            said(each.one()),
                            said(each.other()),
                            each.inputsDiffer() ? "other inputs" : ""));
            lines.addAll(table.lines(session.style().columns()));
        }
        differences
                .uuids()
                .forEach(each -> lines.add(each.clusters() + " " + each.table() + ": " + each.rows() + " of "
                        + each.compared() + " rows with the same " + each.key() + " have another UUID"));
        return lines.isEmpty() ? "The registries and UUIDs are equal." : String.join("\n", lines);
    }

    private String one() {
        return names.get(names.size() - 2);
    }

    private String other() {
        return names.get(names.size() - 1);
    }

    private static String said(@Nullable String state) {
        return state == null ? "-" : state;
    }

    private ClusterType cluster(String name) {
        for (ClusterType type : ClusterType.values()) {
            if (type.label().equalsIgnoreCase(name)) {
                return type;
            }
        }
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "'" + name + "' is no cluster; name edit and live");
    }
}
