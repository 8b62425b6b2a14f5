package io.penstock.cli;

import picocli.CommandLine.Command;

/** {@code penstock schedule sync}, short for {@code penstock schedule add sync}. */
@Command(name = "sync", hidden = true, description = "Short for penstock schedule add sync.")
final class ScheduleSyncCommand extends ScheduleAddSyncCommand {

    ScheduleSyncCommand(Session session) {
        super(session);
    }
}
