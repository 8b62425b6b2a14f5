package io.penstock.inplace;

import io.penstock.PenstockException;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.run.Journal;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import io.penstock.run.Workers;
import io.penstock.sync.Environments;

/** Pseudonymizes the databases of an environment where they stand, one after the other. */
public final class EnvironmentPseudonymization {

    private final Landscape landscape;
    private final Journal journal;
    private final Workers workers;

    public EnvironmentPseudonymization(Landscape landscape, Journal journal, Workers workers) {
        this.landscape = landscape;
        this.journal = journal;
        this.workers = workers;
    }

    /**
     * Runs what was planned.
     *
     * @return the report, which is kept with the run
     * @throws PenstockException when it fails or is cancelled; every table is as it was or done, the next run goes on, and the report is kept all the same
     */
    public InPlaceReport run(PreparedInPlace prepared, Progress progress) {
        InPlaceRequest request = prepared.request();
        Environment environment = Environments.require(landscape, request.environment());
        requireAccepted(environment, request);
        progress.cancellation().leaves("Every table is as it was or done: run the command again to go on.");
        Run run =
                journal.begin("pseudonymize " + environment.name(), environment.name(), request.startedBy(), progress);
        InPlaceReporting reporting = new InPlaceReporting(landscape, journal, environment, prepared);
        return journal.conduct(
                run,
                () -> {
                    for (InPlacePart part : prepared.parts()) {
                        progress.cluster(part.cluster().label());
                        part.lock("penstock run " + run.id() + " by " + run.startedBy());
                        progress.expect(part.weight());
                    }
                    for (InPlacePart part : prepared.parts()) {
                        progress.cluster(part.cluster().label());
                        part.run(
                                run.id(),
                                workers,
                                progress,
                                landscape.parallel(),
                                landscape.storeDirectory().resolve("temporary"));
                    }
                },
                reporting::keep);
    }

    private static void requireAccepted(Environment environment, InPlaceRequest request) {
        if (!environment.inProductionsZone() && !request.rawDataAccepted()) {
            throw new PenstockException(
                    InPlaceProblem.RAW_DATA_NOT_ACCEPTED,
                    "Raw data of production rests in " + environment.name()
                            + ", outside of production's zone, until the run is done.",
                    "If that was decided, run the command again with --accept-raw-data; if " + environment.name()
                            + " stands in production's zone, say `zone: production` in penstock.yaml.");
        }
    }
}
