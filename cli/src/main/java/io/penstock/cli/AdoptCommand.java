package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.PenstockException;
import io.penstock.sync.Adoption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock adopt}. */
@Command(
        name = "adopt",
        description = {
            "Marks the databases and file systems of an environment as its own.",
            "",
            "Needed once for those that are not empty: whatever bears the mark, a sync may replace."
        })
final class AdoptCommand implements Callable<Integer> {

    /** The result as JSON. */
    record Adopted(String environment, List<String> marked, List<String> notMarked) {}

    private final Session session;

    @Parameters(paramLabel = "ENV", description = "The environment.")
    private String environment = "";

    @Option(
            names = "--confirm",
            paramLabel = "ENV",
            description = "The same name once more, where there is no terminal to type it at.")
    private @Nullable String confirm;

    AdoptCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), environment);
        Confirmation confirmation = new Confirmation(session, "penstock adopt");
        if (confirm == null) {
            confirmation.requirePerson(environment, "--confirm " + environment);
        } else if (!confirm.equals(environment)) {
            throw new PenstockException(
                    CliProblem.CONFIRMATION_DIFFERS,
                    "--confirm says '" + confirm + "', and the environment is '" + environment + "'. Nothing was"
                            + " touched.",
                    "Name the same environment twice.");
        }
        Adoption.Places places = penstock.adoption().preview(environment);
        if (confirm == null) {
            session.terminal().err().println("To be marked, and open to every later sync:");
            places.marked().forEach(place -> session.terminal().err().println("  " + place));
            session.terminal().err().print(missing(places));
            confirmation.ask("Adopt them as " + environment + "?", environment);
        }
        session.interruption().waits();
        Adoption.Places done = penstock.adoption().adopt(environment);
        session.result(
                new Adopted(environment, done.marked(), done.missing()),
                "Marked:\n  " + String.join("\n  ", done.marked()) + "\n" + missing(done));
        return 0;
    }

    private static String missing(Adoption.Places places) {
        return places.missing().isEmpty() ? "" : "Not marked:\n  " + String.join("\n  ", places.missing()) + "\n";
    }
}
