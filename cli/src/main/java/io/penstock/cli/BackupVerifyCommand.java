package io.penstock.cli;

import io.penstock.Figures;
import io.penstock.Penstock;
import io.penstock.run.Progress;
import io.penstock.sync.BackupJobs;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock backup verify}. */
@Command(
        name = "verify",
        description = {
            "Makes sure that a backup can be restored.",
            "",
            "It is restored beside the environment that it is for, compared with its manifest, and removed again."
        })
final class BackupVerifyCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ID", description = "The backup; see backup list.")
    private String backup = "";

    @Option(names = "--checksums", description = "Only compare its files with their hashes; needs no database.")
    private boolean checksums;

    BackupVerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        Progress progress = new Progress();
        session.interruption().cancels(progress.cancellation());
        BackupJobs.Verified verified;
        try (ProgressDisplay display = new ProgressDisplay(session, progress, true)) {
            display.start();
            verified = penstock.backups().verify(backup, checksums, Session.startedBy(), progress);
        }
        session.result(
                verified,
                checksums
                        ? "Sound by its checksums: " + backup + ", " + Figures.count(verified.files()) + " files."
                        : "Sound: " + backup + ", " + Figures.count(verified.rows()) + " rows restored beside "
                                + verified.environment() + " and compared.");
        return 0;
    }
}
