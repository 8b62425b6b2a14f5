package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.sync.ManyDeletions;
import io.penstock.sync.PreparedSync;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock plan}. */
@Command(
        name = "plan",
        description = {
            "Shows what a sync would do; touches nothing.",
            "",
            "Every guard is asked, rows and files are counted; examples of pseudonyms are made up."
        })
final class PlanCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private final SyncOptions options = new SyncOptions();

    PlanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        show(session, options);
        return 0;
    }

    /** Planned as if it were confirmed: what needs confirmation is shown, not refused. */
    static void show(Session session, SyncOptions options) {
        Penstock penstock = session.open();
        boolean list = (options.listFiles || session.options().verbose)
                && !session.options().json();
        try (PlanningDisplay display = new PlanningDisplay(session, list);
                PreparedSync prepared = options.plan(penstock, options.request(true, ManyDeletions.ASKED), display)) {
            display.close();
            session.result(prepared.plan(), new PlanText(prepared.plan(), session.style()).render());
        }
    }
}
