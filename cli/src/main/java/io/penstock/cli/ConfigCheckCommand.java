package io.penstock.cli;

import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.LandscapeFile;
import io.penstock.pseudonym.PersonalDataMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code penstock config check}. */
@Command(
        name = "check",
        description = {
            "Reads penstock.yaml and the personal-data map, and tells all their problems at once.",
            "",
            "Connects to nothing. Variables and secret files that are missing here are noted only: they may be there"
                    + " where the sync runs."
        })
final class ConfigCheckCommand implements Callable<Integer> {

    /** The result as JSON. */
    record Checked(
            String file,
            String landscape,
            List<Entry> environments,
            List<String> warnings,
            List<Refusal.Entry> unresolved) {}

    record Entry(String name, String role, List<String> clusters) {}

    private final Session session;

    ConfigCheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        LandscapeFile file = LandscapeFile.read(session.options().config, session.environment());
        Landscape landscape = file.landscape();
        if (landscape.personalData() != null) {
            PersonalDataMap.read(landscape.personalData(), landscape.pseudonymizers());
        }
        file.warnings().forEach(session::note);
        file.unresolved().forEach(problem -> session.note(problem.toString()));
        List<Entry> environments =
                landscape.environments().stream().map(ConfigCheckCommand::entry).toList();
        Checked checked = new Checked(
                session.options().config.toString(),
                landscape.name(),
                environments,
                file.warnings(),
                file.unresolved().stream().map(Refusal.Entry::of).toList());
        session.result(checked, text(checked));
        return 0;
    }

    private static Entry entry(Environment environment) {
        return new Entry(
                environment.name(),
                environment.role().name().toLowerCase(Locale.ROOT),
                environment.clusters().keySet().stream()
                        .map(cluster -> cluster.label())
                        .toList());
    }

    private String text(Checked checked) {
        TextTable table = new TextTable("  ", "lll");
        checked.environments().forEach(each -> table.row(each.name(), each.role(), String.join(", ", each.clusters())));
        return checked.file() + " is valid: landscape " + checked.landscape() + ", highest environment first\n"
                + String.join("\n", table.lines(session.style().columns()));
    }
}
