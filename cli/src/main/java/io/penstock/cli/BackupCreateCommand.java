package io.penstock.cli;

import io.penstock.Figures;
import io.penstock.Penstock;
import io.penstock.backup.Manifest;
import io.penstock.run.Progress;
import io.penstock.sync.BackupRequest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock backup create}. */
@Command(
        name = "create",
        description = {
            "Backs up an environment: consistent, compressed and encrypted, and read back to prove it.",
            "",
            "Of production it holds the rows as they are, and belongs into production's zone; for a lower environment they are"
                    + " pseudonymized before they are written."
        })
final class BackupCreateCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", description = "The environment; it is only read.")
    private String environment = "";

    @Option(
            names = "--for",
            paramLabel = "ENV",
            description = "The lower environment that it is for: its rows are pseudonymized as a sync would.")
    private @Nullable String lower;

    BackupCreateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), environment);
        Progress progress = new Progress();
        session.interruption().cancels(progress.cancellation());
        Manifest manifest;
        boolean several = penstock.landscape()
                        .environment(environment)
                        .orElseThrow()
                        .clusters()
                        .size()
                > 1;
        try (ProgressDisplay display = new ProgressDisplay(session, progress, several)) {
            display.start();
            manifest = penstock.backups().create(new BackupRequest(environment, lower, Session.startedBy()), progress);
        }
        manifest.warnings().forEach(warning -> session.note("Warning: " + warning + "."));
        session.result(manifest, text(manifest));
        return 0;
    }

    private static String text(Manifest manifest) {
        return "Made backup " + manifest.id() + ": " + Figures.count(manifest.rows()) + " rows, " + manifest.content()
                + ", " + Figures.bytes((double) manifest.bytes()) + " encrypted with key " + manifest.keyId() + ".";
    }
}
