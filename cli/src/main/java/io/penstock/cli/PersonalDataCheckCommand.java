package io.penstock.cli;

import io.penstock.Figures;
import io.penstock.Outcome;
import io.penstock.Penstock;
import io.penstock.sync.MapCheck;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code penstock personal-data check}. */
@Command(
        name = "check",
        description = {
            "Holds the personal-data map against the databases of an environment.",
            "",
            "Finds what a sync would refuse: columns that the map does not name or that are gone, pseudonyms that"
                    + " would not fit or not stay unique, keys that would break. Only reads, and needs no pseudonym"
                    + " key. Exit code 0 when nothing is found, else 3; 2 when the map itself is at fault."
        })
final class PersonalDataCheckCommand implements Callable<Integer> {

    /** The result as JSON. */
    record Checked(
            String environment,
            String outcome,
            int exitCode,
            Map<String, String> databases,
            List<Entry> problems,
            List<Entry> notes) {}

    record Entry(String code, String what, String remedy, Set<String> clusters) {
        static Entry of(MapCheck.Finding finding) {
            return new Entry(
                    finding.problem().code().code(),
                    finding.problem().what(),
                    finding.problem().remedy(),
                    finding.clusters());
        }
    }

    private final Session session;

    @Parameters(paramLabel = "ENV", description = "The environment; it is only read.")
    private String environment = "";

    @Mixin
    private final ClusterChoice clusters = new ClusterChoice();

    PersonalDataCheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), environment);
        MapCheck.Result result = penstock.mapCheck().check(environment, clusters.asked());
        int exitCode = result.outcome().map(Outcome::exitCode).orElse(0);
        Checked checked = new Checked(
                environment,
                result.outcome().map(Refusal::label).orElse("done"),
                exitCode,
                result.databases(),
                result.problems().stream().map(Entry::of).toList(),
                result.notes().stream().map(Entry::of).toList());
        session.result(checked, text(checked));
        return exitCode;
    }

    private String text(Checked checked) {
        StringBuilder text = new StringBuilder();
        checked.problems().forEach(problem -> text.append(line(checked, problem)));
        if (!checked.notes().isEmpty()) {
            text.append(session.style().heading("Notes")).append('\n');
            checked.notes().forEach(note -> text.append(line(checked, note)));
        }
        String what = checked.problems().isEmpty()
                ? "The personal-data map fits "
                : Figures.of(checked.problems().size(), "problem", "problems") + " of the personal-data map with ";
        return text + what + checked.environment() + ": "
                + String.join(", ", checked.databases().values()) + "\n";
    }

    /** The clusters are named where the finding is not about all that were looked at. */
    private static String line(Checked checked, Entry entry) {
        boolean everywhere = entry.clusters().size() == checked.databases().size();
        String where = everywhere ? "" : "(" + String.join(", ", entry.clusters()) + ") ";
        return Layout.plain(entry.code() + " " + where + entry.what() + " " + entry.remedy()) + "\n";
    }
}
