package io.penstock.cli;

import io.penstock.Figures;
import io.penstock.Penstock;
import io.penstock.backup.Backups;
import io.penstock.backup.Manifest;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code penstock backup list}. */
@Command(name = "list", description = "Lists the whole backups, oldest first.")
final class BackupListCommand implements Callable<Integer> {

    /** A backup as JSON; times in UTC. */
    record Entry(
            String backup,
            @Nullable String environment,
            @Nullable String forEnvironment,
            @Nullable String content,
            @Nullable String madeAt,
            @Nullable String madeBy,
            @Nullable Long bytes,
            @Nullable String problem) {}

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "ENV",
            description = "Only those of this environment, or for it; all unless given.")
    private @Nullable String environment;

    BackupListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        List<Entry> entries = penstock.backups().list(environment).stream()
                .map(BackupListCommand::entry)
                .toList();
        TextTable table = new TextTable("", "wwrlw").row("BACKUP", "CONTENT", "SIZE", "MADE AT", "BY");
        for (Entry entry : entries) {
            table.row(
                    entry.backup(),
                    entry.content() == null ? "unusable" : entry.content(),
                    entry.bytes() == null ? "" : Figures.bytes((double) entry.bytes()),
                    entry.madeAt() == null
                            ? ""
                            : entry.madeAt().substring(0, 19).replace('T', ' ') + " UTC",
                    entry.madeBy() == null ? "" : entry.madeBy());
        }
        String text = entries.isEmpty()
                ? "No backup yet."
                : String.join("\n", table.lines(session.style().columns()));
        for (Entry entry : entries) {
            if (entry.problem() != null) {
                session.note(entry.problem());
            }
        }
        session.result(entries, text);
        return 0;
    }

    private static Entry entry(Backups.Listed listed) {
        Manifest manifest = listed.manifest();
        return manifest == null
                ? new Entry(listed.id(), null, null, null, null, null, null, listed.problem())
                : new Entry(
                        manifest.id(),
                        manifest.environment(),
                        manifest.forEnvironment(),
                        manifest.content(),
                        manifest.madeAt(),
                        manifest.madeBy(),
                        manifest.bytes(),
                        null);
    }
}
