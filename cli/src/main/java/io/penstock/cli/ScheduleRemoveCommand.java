package io.penstock.cli;

import io.penstock.schedule.Schedule;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code penstock schedule remove}. */
@Command(
        name = "remove",
        description = "Forgets a schedule. A run of it that is under way goes on; penstock runs cancel ends it.")
final class ScheduleRemoveCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ID", description = "Its number, as penstock schedule list shows it.")
    private long id;

    ScheduleRemoveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Schedule removed = session.open().schedules().remove(id);
        session.result(
                ScheduleText.entry(removed), "Schedule " + removed.id() + " (" + removed.command() + ") is no more.");
        return 0;
    }
}
