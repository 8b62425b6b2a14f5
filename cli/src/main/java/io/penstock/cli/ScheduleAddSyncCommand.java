package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.landscape.Direction;
import io.penstock.schedule.Schedule;
import io.penstock.schedule.Schedules;
import io.penstock.sync.ManyDeletions;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock schedule add sync}. */
@Command(
        name = "sync",
        description = {
            "Has an environment refreshed by itself.",
            "",
            "A worker begins it: penstock schedule run. Nobody is there then to be asked, so what sync would ask is agreed to here, once."
        })
class ScheduleAddSyncCommand implements Callable<Integer> {

    private final Session session;

    @ArgGroup(multiplicity = "1")
    private final ScheduleOptions.Time time = new ScheduleOptions.Time();

    @Mixin
    private final ScheduleOptions schedule = new ScheduleOptions();

    @Mixin
    private final SyncOptions options = new SyncOptions();

    @Option(names = "--yes", description = "Do not ask; needed where there is no terminal.")
    private boolean yes;

    ScheduleAddSyncCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        Direction.of(penstock.landscape(), options.source, options.target);
        Schedules.When when = schedule.when(time);
        penstock.schedules().first(when);
        if (!yes) {
            Confirmation confirmation = new Confirmation(session, "penstock schedule add sync");
            confirmation.requirePerson(options.target);
            confirmation.ask(
                    "Refresh " + options.target + " from " + options.source + " by itself, without being asked again?",
                    options.target);
        }
        Schedule added = penstock.schedules().add(options.request(true, ManyDeletions.REFUSED), when);
        ScheduleText.added(session, added, penstock.schedules().attended());
        return 0;
    }
}
