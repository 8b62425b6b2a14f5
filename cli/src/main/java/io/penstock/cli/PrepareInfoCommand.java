package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.prepare.CartridgeInfo;
import io.penstock.prepare.PreparationRecords.DatabaseInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code penstock prepare info}. */
@Command(
        name = "info",
        description = {
            "Shows the cartridges of each database: their versions, how many steps are in which state, what is due.",
            "",
            "Names the steps that failed, and those that succeeded with other inputs than there are now. Exits with 1 when a"
                    + " step failed."
        })
final class PrepareInfoCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", description = "The environment whose registries are read.")
    private String environment = "";

    @Mixin
    private ClusterChoice clusters = new ClusterChoice();

    PrepareInfoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), environment);
        List<DatabaseInfo> databases = penstock.preparation().records().info(environment, clusters.asked());
        session.result(databases, text(databases));
        return databases.stream().allMatch(database -> database.failed() == 0) ? 0 : 1;
    }

    private String text(List<DatabaseInfo> databases) {
        List<String> lines = new ArrayList<>();
        for (DatabaseInfo database : databases) {
            lines.add(environment + " " + database.cluster() + ": " + database.database());
            TextTable table = new TextTable("  ", "nwrl").row("CARTRIDGE", "VERSION", "DUE", "STEPS");
            for (CartridgeInfo each : database.cartridges()) {
                table.row(each.cartridge(), version(each), Long.toString(each.due()), states(each.states()));
            }
            lines.addAll(table.lines(session.style().columns()));
            for (CartridgeInfo each : database.cartridges()) {
                each.failed().forEach(step -> lines.add("  FAILURE " + step));
                each.changed().forEach(step -> lines.add("  CHANGED " + step));
                if (each.listed()) {
                    each.gone().forEach(step -> lines.add("  GONE " + step));
                }
            }
        }
        return String.join("\n", lines);
    }

    private static String version(CartridgeInfo cartridge) {
        if (!cartridge.listed()) {
            return "not in the list";
        }
        String version = cartridge.version();
        if (version != null || !cartridge.initializes()) {
            return version == null ? "-" : version;
        }
        return cartridge.initialized() ? "initialized" : "not initialized";
    }

    private static String states(Map<String, Long> states) {
        List<String> words = new ArrayList<>();
        states.forEach((state, count) -> words.add(count + " " + state));
        return String.join(", ", words);
    }
}
