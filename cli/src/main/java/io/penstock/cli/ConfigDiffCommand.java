package io.penstock.cli;

import io.penstock.Figures;
import io.penstock.Outcome;
import io.penstock.Penstock;
import io.penstock.database.RowChange;
import io.penstock.sync.ConfigurationDrift.ClusterDrift;
import io.penstock.sync.SyncPlan.PropertyPlan;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code penstock config diff}. */
@Command(
        name = "diff",
        description = {
            "Shows where an environment differs from its configuration set.",
            "",
            "Only reads. Exit code 0 when nothing differs, else 3. Secrets and personal columns are shown as ***;"
                    + " what scripts of the set would change is not known."
        })
final class ConfigDiffCommand implements Callable<Integer> {

    /** The result as JSON. */
    record Diff(String environment, boolean drift, int exitCode, List<Cluster> clusters) {}

    record Cluster(
            String cluster,
            String database,
            int rows,
            List<Change> changes,
            List<PropertyPlan> properties,
            List<String> scriptsNotCompared) {
        static Cluster of(ClusterDrift drift) {
            return new Cluster(
                    drift.cluster(),
                    drift.database(),
                    drift.rows(),
                    drift.changes().stream().map(Change::of).toList(),
                    drift.properties(),
                    drift.scripts());
        }
    }

    /** @param change what applying the set would do: {@code insert}, {@code update} or {@code delete} */
    record Change(
            String table, String key, String change, long rows, List<RowChange.ColumnChange> columns, String declared) {
        static Change of(RowChange change) {
            return new Change(
                    change.setting().table().name().toString(),
                    change.setting().shownKey(),
                    change.kind().name().toLowerCase(Locale.ROOT),
                    change.rows(),
                    change.columns(),
                    change.setting().place().toString());
        }
    }

    private final Session session;

    @Parameters(paramLabel = "ENV", description = "The environment; it is only read.")
    private String environment = "";

    @Mixin
    private final ClusterChoice clusters = new ClusterChoice();

    ConfigDiffCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), environment);
        List<Cluster> compared = penstock.configurationDrift().of(environment, clusters.asked()).stream()
                .map(Cluster::of)
                .toList();
        boolean drift = compared.stream()
                .anyMatch(cluster ->
                        !cluster.changes().isEmpty() || !cluster.properties().isEmpty());
        int exitCode = drift ? Outcome.REFUSED.exitCode() : 0;
        session.result(new Diff(environment, drift, exitCode, compared), text(compared));
        return exitCode;
    }

    private String text(List<Cluster> compared) {
        StringBuilder text = new StringBuilder();
        for (Cluster cluster : compared) {
            text.append(session.style().heading(cluster.cluster() + ": " + Layout.plain(cluster.database())))
                    .append('\n');
            cluster.changes().forEach(change -> text.append(text(change)));
            PropertyLines.of(cluster.properties())
                    .forEach(line -> text.append("  ").append(line).append('\n'));
            text.append("  ")
                    .append(Figures.of(cluster.changes().size(), "difference", "differences"))
                    .append(" in ")
                    .append(Figures.of(cluster.rows(), "row", "rows"))
                    .append(" of the set")
                    .append(
                            cluster.properties().isEmpty()
                                    ? ""
                                    : ", and " + Figures.of(cluster.properties().size(), "property", "properties"))
                    .append('\n');
            cluster.scriptsNotCompared()
                    .forEach(script ->
                            text.append("  not compared: ").append(script).append('\n'));
        }
        return text.toString();
    }

    private static String text(Change change) {
        SettingLines lines = new SettingLines(change.change(), change.table(), change.key(), change.rows());
        change.columns().forEach(column -> lines.column(column.column(), column.before(), column.after()));
        return lines.lines().stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
