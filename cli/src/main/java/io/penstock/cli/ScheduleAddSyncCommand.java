package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.landscape.Direction;
import io.penstock.schedule.Schedule;
import io.penstock.sync.ManyDeletions;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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

    private static final int SHOWN = 3;

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
        if (!yes) {
            Confirmation confirmation = new Confirmation(session, "penstock schedule add sync");
            confirmation.requirePerson(options.target);
            confirmation.ask(
                    "Refresh " + options.target + " from " + options.source + " by itself, without being asked again?",
                    options.target);
        }
        Schedule added = penstock.schedules().add(options.request(true, ManyDeletions.REFUSED), schedule.when(time));
        String times = added.coming(SHOWN).stream()
                .map((Instant at) -> added.shown(at))
                .collect(Collectors.joining(", "));
        session.result(
                ScheduleText.entry(added),
                "Schedule " + added.id() + ": " + added.command() + " is run by itself: " + times
                        + (added.cron().isEmpty() ? "." : ", …"));
        if (!penstock.schedules().attended()) {
            session.note(ScheduleText.UNATTENDED);
        }
        return 0;
    }
}
