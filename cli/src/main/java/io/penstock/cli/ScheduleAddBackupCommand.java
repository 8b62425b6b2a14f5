package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.schedule.Schedule;
import io.penstock.sync.BackupRequest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock schedule add backup}. */
@Command(
        name = "backup",
        description = {
            "Has an environment backed up by itself.",
            "",
            "A worker begins it: penstock schedule run. After each backup, those are removed that are not to be kept any more."
        })
final class ScheduleAddBackupCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", description = "The environment; it is only read.")
    private String environment = "";

    @Option(
            names = "--for",
            paramLabel = "ENV",
            description = "The lower environment that it is for: its rows are pseudonymized as a sync would.")
    private @Nullable String lower;

    @ArgGroup(multiplicity = "1")
    private final ScheduleOptions.Time time = new ScheduleOptions.Time();

    @Mixin
    private final ScheduleOptions schedule = new ScheduleOptions();

    ScheduleAddBackupCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), environment);
        Schedule added = penstock.schedules()
                .add(new BackupRequest(environment, lower, Session.startedBy()), schedule.when(time));
        ScheduleText.added(session, added, penstock.schedules().attended());
        return 0;
    }
}
