package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.landscape.Direction;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import io.penstock.sync.ManyDeletions;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.ReportText;
import io.penstock.sync.SyncPlan;
import io.penstock.sync.SyncReport;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock sync}. */
@Command(
        name = "sync",
        description = {
            "Refreshes an environment from a higher one.",
            "",
            "Databases are pseudonymized on their way, built and proven beside the target, then swapped in"
                    + " together with the files. Until then, and after any failure, the target is as it was."
        })
final class SyncCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private final SyncOptions options = new SyncOptions();

    @Option(names = "--dry-run", description = "Only show what would be done, as plan does.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask; needed where there is no terminal.")
    private boolean yes;

    @Option(
            names = "--resume",
            description =
                    "Go on with the newest sync of this kind where its process died; begin anew, and say so, where that cannot be.")
    private boolean resume;

    SyncCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (dryRun) {
            PlanCommand.show(session, options);
            return 0;
        }
        Penstock penstock = session.open();
        Direction.of(penstock.landscape(), options.source, options.target);
        Confirmation confirmation = new Confirmation(session, "penstock sync");
        if (!yes) {
            confirmation.requirePerson(options.target);
        }
        penstock.settle(options.request(true, ManyDeletions.REFUSED)).forEach(session::note);
        if (!resume) {
            tellOfResume(penstock);
        }
        SyncReport report = run(penstock, confirmation);
        session.result(report, new ReportText(report).render());
        return 0;
    }

    private void tellOfResume(Penstock penstock) {
        penstock.journal()
                .resumable(options.target)
                .flatMap(Run::goingOn)
                .ifPresent(command -> session.note(
                        "What it has copied is cleared away and copied anew. To go on with it instead, end this command before it begins, and run: "
                                + command));
    }

    private SyncReport run(Penstock penstock, Confirmation confirmation) {
        try (PlanningDisplay display = new PlanningDisplay(session, false);
                PreparedSync prepared = options.plan(
                        penstock, options.request(true, yes ? ManyDeletions.REFUSED : ManyDeletions.ASKED), display)) {
            display.close();
            if (!yes) {
                session.terminal().err().print(new PlanText(prepared.plan(), session.errStyle()).summary() + "\n");
                confirmation.ask("Refresh " + options.target + " from " + options.source + "?", options.target);
                askForManyDeletions(confirmation, prepared);
            }
            return run(session, penstock, prepared, resume);
        }
    }

    private void askForManyDeletions(Confirmation confirmation, PreparedSync prepared) {
        if (options.deleteMany) {
            return;
        }
        for (SyncPlan.ClusterPlan cluster : prepared.plan().clusters()) {
            if (cluster.files() != null && cluster.files().deletesMany()) {
                String number = String.valueOf(cluster.files().counts().deleted());
                confirmation.askFor(
                        "More than half of the files of " + options.target + " " + cluster.cluster()
                                + " are deleted. Type how many, " + number + ", to go on:",
                        number);
            }
        }
        prepared.agreeToManyDeletions();
    }

    /** Runs a planned sync under the eyes of a person; Ctrl-C ends it with the target untouched. */
    static SyncReport run(Session session, Penstock penstock, PreparedSync prepared, boolean resume) {
        Progress progress = new Progress();
        session.interruption().cancels(progress.cancellation());
        try {
            return watched(session, penstock, prepared, progress, resume);
        } finally {
            tellReport(session, penstock);
        }
    }

    /** Goes on with a run that died, if nobody else does; under the eyes of a person, too. */
    static Optional<SyncReport> takeUp(Session session, Penstock penstock, PreparedSync prepared) {
        Progress progress = new Progress();
        session.interruption().cancels(progress.cancellation());
        try (ProgressDisplay display = display(session, prepared, progress)) {
            display.start();
            return penstock.syncs().takeUp(prepared, progress);
        }
    }

    private static ProgressDisplay display(Session session, PreparedSync prepared, Progress progress) {
        return new ProgressDisplay(session, progress, prepared.plan().clusters().size() > 1);
    }

    private static SyncReport watched(
            Session session, Penstock penstock, PreparedSync prepared, Progress progress, boolean resume) {
        try (ProgressDisplay display = display(session, prepared, progress)) {
            display.start();
            return resume ? penstock.syncs().resume(prepared, progress) : penstock.sync(prepared, progress);
        }
    }

    /** Where the page is: of a run that failed it is most wanted. */
    private static void tellReport(Session session, Penstock penstock) {
        penstock.journal()
                .newestOfThisProcess()
                .flatMap(run -> penstock.journal().documents(run).stream()
                        .filter(document -> document.endsWith("report.html"))
                        .findFirst())
                .ifPresent(page -> session.note("Report as a page: " + page.toAbsolutePath()));
    }
}
