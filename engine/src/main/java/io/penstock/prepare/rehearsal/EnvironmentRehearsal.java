package io.penstock.prepare.rehearsal;

import io.penstock.PenstockException;
import io.penstock.landscape.Environment;
import io.penstock.prepare.EnvironmentPreparation;
import io.penstock.prepare.PrepareRequest;
import io.penstock.prepare.TrialPreparation;
import io.penstock.run.Journal;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Rehearses the preparation of an environment: every step that is due runs twice, on a scratch copy of each database. The databases themselves are only read. */
public final class EnvironmentRehearsal {

    private final EnvironmentPreparation preparation;
    private final Journal journal;
    private final long readAtMost;

    public EnvironmentRehearsal(EnvironmentPreparation preparation, Journal journal) {
        this(preparation, journal, SecondRun.READ_AT_MOST);
    }

    EnvironmentRehearsal(EnvironmentPreparation preparation, Journal journal, long readAtMost) {
        this.preparation = preparation;
        this.journal = journal;
        this.readAtMost = readAtMost;
    }

    /**
     * Rehearses.
     *
     * @return the report, which is kept with the run; the run is a failed one where a step failed or is not idempotent
     * @throws PenstockException for what keeps it from being rehearsed
     */
    public RehearsalReport run(PrepareRequest request, Progress progress) {
        preparation.visit(request, false, each -> {});
        Instant began = Instant.now();
        Run run = journal.begin(
                "prepare rehearse " + request.environment(), request.environment(), request.startedBy(), progress);
        List<RehearsalReport.DatabaseRehearsal> databases = new ArrayList<>();
        AtomicReference<RehearsalReport> kept = new AtomicReference<>();
        try {
            journal.conduct(
                    run,
                    () -> {
                        preparation.visit(request, false, each -> {
                            progress.cluster(each.type().label());
                            databases.add(rehearse(each, run, progress));
                        });
                        requireGood(databases);
                    },
                    (ended, problems) -> {
                        RehearsalReport report = new RehearsalReport(
                                ended.id(),
                                request.environment(),
                                ended.state().label(),
                                Duration.between(began, Instant.now()).toMillis() / 1000.0,
                                databases,
                                problems);
                        journal.keep(ended, "report.txt", new RehearsalText(report).render());
                        kept.set(report);
                        return ended;
                    });
        } catch (PenstockException e) {
            if (e.problems().get(0).code() != RehearsalProblem.REHEARSAL_FAILED) {
                throw e;
            }
        }
        return Objects.requireNonNull(kept.get());
    }

    private RehearsalReport.DatabaseRehearsal rehearse(TrialPreparation preparation, Run run, Progress progress) {
        Environment environment = preparation.environment();
        String holder = "penstock run " + run.id() + " by " + run.startedBy();
        try (ScratchCopy copy = ScratchCopy.of(
                preparation.dialect(), preparation.address(), environment.throttle(), holder, progress)) {
            return new RehearsalReport.DatabaseRehearsal(
                    preparation.type().label(),
                    copy.original(),
                    copy.where(),
                    rests(environment),
                    new TwiceRun(preparation, copy, run, readAtMost, progress).steps());
        }
    }

    /** What rested in a scratch copy is what rests in the database itself; that is said where it matters. */
    static String rests(Environment environment) {
        if (environment.role() == Environment.Role.PRODUCTION) {
            return "For its time, the scratch copy held the personal data of production as it is. It lay on production's own server and was removed.";
        }
        return environment.inProductionsZone()
                ? "For its time, the scratch copy held what the database holds, which may be raw data of production. It lay on the same server, in production's zone, and was removed."
                : "For its time, the scratch copy held what the database holds. It lay on the same server and was removed.";
    }

    private static void requireGood(List<RehearsalReport.DatabaseRehearsal> databases) {
        List<String> bad = databases.stream()
                .flatMap(database -> database.steps().stream()
                        .filter(step -> !step.outcome().good())
                        .map(step -> database.cluster() + " " + step.step() + " ("
                                + step.outcome().phrase().toLowerCase(Locale.ROOT) + ")"))
                .toList();
        if (!bad.isEmpty()) {
            throw new PenstockException(
                    RehearsalProblem.REHEARSAL_FAILED,
                    bad.size() + (bad.size() == 1 ? " step is" : " steps are") + " not as they should be: "
                            + String.join(", ", bad.subList(0, Math.min(5, bad.size())))
                            + (bad.size() > 5 ? " and others." : "."),
                    "Let each step look whether its work is done, by keys that mean something, before it changes anything; UUIDs belong into files of the cartridge.");
        }
    }
}
