package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.landscape.ClusterType;
import io.penstock.prepare.StepDifference;
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
            "A step differs by its state, or by preparer, parameters and files that it was done with. Exits with 1 when there"
                    + " are differences."
        })
final class PrepareDiffCommand implements Callable<Integer> {

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
        List<StepDifference> differences;
        if (names.size() == 2) {
            EnvironmentNames.require(penstock.landscape(), names.get(1));
            differences = penstock.preparation().records().differences(names.get(0), names.get(1));
        } else {
            differences = penstock.preparation()
                    .records()
                    .differences(names.get(0), cluster(names.get(1)), cluster(names.get(2)));
        }
        TextTable table = new TextTable("", "wnwwwl").row("CLUSTER", "STEP", "TYPE", one(), other(), "");
        differences.forEach(each -> table.row(
                each.clusters(),
                each.step(),
                each.type(),
                said(each.one()),
                said(each.other()),
                each.inputsDiffer() ? "other inputs" : ""));
        String text = differences.isEmpty()
                ? "The registries are equal."
                : String.join("\n", table.lines(session.style().columns()));
        session.result(differences, text);
        return differences.isEmpty() ? 0 : 1;
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
