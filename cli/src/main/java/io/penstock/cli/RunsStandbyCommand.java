package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.PenstockException;
import io.penstock.files.FileListener;
import io.penstock.landscape.Environment;
import io.penstock.run.Run;
import io.penstock.run.RunDetails;
import io.penstock.sync.ManyDeletions;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.SyncReport;
import io.penstock.sync.SyncRequest;
import io.penstock.sync.SyncStep;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code penstock runs standby}. */
@Command(
        name = "standby",
        description = {
            "Goes on with syncs whose process dies, on whatever machine.",
            "",
            "Looks into the store every two seconds, until Ctrl-C. A process on another machine is taken for dead when it was not heard of for 20"
                    + " seconds."
        })
final class RunsStandbyCommand implements Callable<Integer> {

    private static final long LOOK_MILLIS = 2000;

    private final Session session;
    private final Set<String> left = new HashSet<>();

    @Option(names = "--once", description = "Look once, go on with what died, and end.")
    private boolean once;

    RunsStandbyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        Penstock penstock = session.open();
        int taken = 0;
        session.note("Standing by for runs whose process dies.");
        while (true) {
            for (Environment environment : penstock.landscape().environments()) {
                taken += look(penstock, environment.name()) ? 1 : 0;
            }
            if (once) {
                session.result(Map.of("takenUp", taken), "Runs taken up: " + taken);
                return 0;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private boolean look(Penstock penstock, String environment) {
        try {
            Optional<Run> dead = penstock.journal().resumable(environment).filter(run -> !left.contains(key(run)));
            return dead.isPresent() && takeUp(penstock, dead.get());
        } catch (PenstockException e) {
            // The store may come back.
            tell(e);
            return false;
        }
    }

    private boolean takeUp(Penstock penstock, Run dead) {
        boolean known = penstock.journal()
                .details(dead, 0)
                .filter(SyncStep::mayBeTakenUp)
                .map(RunDetails::run)
                .flatMap(Run::goingOn)
                .isPresent();
        left.add(key(dead));
        SyncOptions options = SyncOptions.of(dead.command());
        if (!known || options.readsBackup()) {
            session.note("Run " + dead.id() + " (" + dead.command() + ") died and is left to a person.");
            return false;
        }
        session.note("Run " + dead.id() + " (" + dead.command() + ") died; this process goes on with it.");
        SyncRequest request = options.request(true, ManyDeletions.REFUSED);
        penstock.settle(request).forEach(session::note);
        try (PreparedSync prepared = penstock.plan(request, FileListener.NONE)) {
            Optional<SyncReport> report = SyncCommand.takeUp(session, penstock, prepared);
            report.ifPresent(done -> session.note("Run " + done.run() + " is " + done.state() + "."));
            return report.isPresent();
        }
    }

    private void tell(PenstockException e) {
        e.problems().forEach(problem -> session.note(problem.toString()));
    }

    /** Dead once more, it is taken up once more. */
    private static String key(Run run) {
        return run.id() + " " + run.host() + " " + run.pid();
    }
}
