package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.PenstockException;
import io.penstock.examples.DemoLandscape;
import io.penstock.examples.DemoTour;
import io.penstock.prepare.PreparationOptions;
import io.penstock.prepare.PrepareMode;
import io.penstock.prepare.PrepareReport;
import io.penstock.prepare.PrepareRequest;
import io.penstock.prepare.StepSelection;
import io.penstock.run.Progress;
import io.penstock.sync.ManyDeletions;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.SyncReport;
import io.penstock.sync.SyncRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code penstock demo}. */
@Command(
        name = "demo",
        description = {
            "Makes a landscape with a made-up shop on embedded databases, and refreshes its UAT from its PRD.",
            "",
            "Needs nothing but a directory, which it fills."
        })
final class DemoCommand implements Callable<Integer> {

    private static final String SOURCE = "prd";
    private static final String TARGET = "uat";

    private final Session session;

    @Option(names = "--dir", paramLabel = "DIR", description = "Where; ${DEFAULT-VALUE} unless given.")
    private Path directory = Path.of("penstock-demo");

    @Option(
            names = "--scale",
            paramLabel = "N",
            description = "How large the shop is; 1 unless given, which has 2,000 customers.")
    private double scale = 1;

    @Option(
            names = "--no-console",
            description = "Do not open the web console. (This version has none, so none is opened either way.)")
    private boolean noConsole;

    @Option(names = "--yes", description = "Replace the landscape of an earlier demo in the same directory.")
    private boolean yes;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (!(scale > 0 && scale <= 10_000)) {
            throw new PenstockException(
                    CliProblem.COMMAND_WRONG, "--scale is not between 0 and 10000.", "1 is a small shop, 95 is 1 GB.");
        }
        create();
        DemoTour tour = new DemoTour(directory);
        DemoResult.Side before = side(tour, TARGET);
        Penstock penstock = session.open(directory.resolve("penstock.yaml"));
        PrepareReport prepared = prepare(penstock);
        DemoResult.Side production = side(tour, SOURCE);
        // All of UAT is made up, so what was there may be kept: undo shall work on the first try.
        SyncRequest request = new SyncRequest(
                SOURCE,
                TARGET,
                Set.of(),
                true,
                true,
                List.of(),
                false,
                ManyDeletions.REFUSED,
                true,
                true,
                Session.startedBy());
        SyncReport report;
        try (PlanningDisplay display = new PlanningDisplay(session, false);
                PreparedSync planned = penstock.plan(request, display)) {
            display.close();
            report = SyncCommand.run(session, penstock, planned, false);
        }
        DemoResult result =
                new DemoResult(directory.toString(), prepared, production, before, side(tour, TARGET), report);
        session.result(result, new DemoText(result, session.style()).render());
        if (!noConsole) {
            session.note("The web console is not part of this version; the page above shows what was done.");
        }
        return 0;
    }

    /** The registry of what production's cartridges have done comes down with its rows. */
    private PrepareReport prepare(Penstock penstock) {
        session.note("Preparing " + SOURCE + " for its cartridges");
        PrepareRequest request = new PrepareRequest(
                SOURCE,
                Set.of(),
                PrepareMode.AUTO,
                StepSelection.of(Set.of()),
                PreparationOptions.DEFAULT,
                Session.startedBy());
        return penstock.preparation().run(request, new Progress());
    }

    private void create() throws Exception {
        try {
            new DemoDirectory(directory).prepare(yes);
            DemoLandscape.create(directory, scale, what -> session.note("Making " + what));
        } catch (IOException e) {
            throw new PenstockException(
                    CliProblem.DEMO_FAILED,
                    "The landscape could not be made in " + directory + ": "
                            + e.getClass().getSimpleName() + " " + e.getMessage() + ".",
                    "Check the rights and the free space there, or name another directory with --dir DIR.",
                    e);
        }
    }

    private static DemoResult.Side side(DemoTour tour, String environment) throws Exception {
        return new DemoResult.Side(
                tour.customerCount(environment), tour.customers(environment), tour.settings(environment));
    }
}
