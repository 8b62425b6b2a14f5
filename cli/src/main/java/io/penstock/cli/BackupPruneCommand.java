package io.penstock.cli;

import io.penstock.Penstock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock backup prune}. */
@Command(
        name = "prune",
        description =
                "Removes the backups that backups.keep of penstock.yaml does not keep, and what killed runs left.")
final class BackupPruneCommand implements Callable<Integer> {

    /** The result as JSON. */
    record Pruned(List<String> removed, boolean dryRun) {}

    private final Session session;

    @Parameters(paramLabel = "ENV", description = "The environment whose backups are looked at.")
    private String environment = "";

    @Option(names = "--for", paramLabel = "ENV", description = "Only those for this lower environment.")
    private @Nullable String lower;

    @Option(names = "--dry-run", description = "Only show what would be removed.")
    private boolean dryRun;

    BackupPruneCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), environment);
        List<String> removed = penstock.backups().prune(environment, lower, dryRun);
        session.result(
                new Pruned(removed, dryRun),
                removed.isEmpty()
                        ? "Nothing to remove."
                        : (dryRun ? "Would remove:\n  " : "Removed:\n  ") + String.join("\n  ", removed));
        return 0;
    }
}
