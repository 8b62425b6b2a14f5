package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.landscape.Environment;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.ReportText;
import io.penstock.sync.RestoreRequest;
import io.penstock.sync.SyncPlan;
import io.penstock.sync.SyncReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock restore}. */
@Command(
        name = "restore",
        description = {
            "Brings an environment back from a backup.",
            "",
            "It is built and checked beside the target, then swapped in; what it replaces is kept for undo. Until then, and after any"
                    + " failure, the target is as it was."
        })
final class RestoreCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", description = "The environment that is replaced.")
    private String environment = "";

    @Option(names = "--from", required = true, paramLabel = "ID", description = "The backup; see backup list.")
    private String backup = "";

    @Option(names = "--dry-run", description = "Only show what would be done.")
    private boolean dryRun;

    @Option(
            names = "--agree",
            description = "For production: agree to what another person has asked for within a day, and do it.")
    private boolean agree;

    @Option(names = "--yes", description = "Do not ask; needed where there is no terminal. Not for production.")
    private boolean yes;

    RestoreCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        Environment target = EnvironmentNames.require(penstock.landscape(), environment);
        if (dryRun) {
            SyncPlan plan = penstock.backups().previewRestore(request());
            session.result(plan, new PlanText(plan, session.style()).summary());
            return 0;
        }
        Confirmation confirmation = new Confirmation(session, "penstock restore");
        if (target.role() == Environment.Role.PRODUCTION) {
            confirmation.requirePerson(environment, "--agree at a terminal: production is restored by people alone");
            yes = false;
            if (!agree) {
                return ask(penstock, confirmation);
            }
        } else if (!yes) {
            confirmation.requirePerson(environment);
        }
        penstock.settle(environment, Session.startedBy()).forEach(session::note);
        try (PreparedSync prepared = penstock.backups().planRestore(request())) {
            if (!yes) {
                session.terminal().err().print(new PlanText(prepared.plan(), session.errStyle()).summary() + "\n");
                confirmation.ask("Replace " + environment + " by backup " + backup + "?", environment);
            }
            SyncReport report = SyncCommand.run(session, penstock, prepared, false);
            session.result(report, new ReportText(report).render());
        }
        return 0;
    }

    /** The first of two people. */
    private int ask(Penstock penstock, Confirmation confirmation) {
        confirmation.ask("Ask that " + environment + " is replaced by backup " + backup + "?", environment);
        penstock.backups().askForRestore(request());
        session.note("Asked for. Within a day, another user agrees and restores with:\n  penstock restore "
                + environment + " --from " + backup + " --agree");
        session.result(new Asked(environment, backup, Session.startedBy()), "Nothing was restored yet.");
        return 0;
    }

    /** The result as JSON when a second person has to agree. */
    record Asked(String environment, String backup, String askedBy) {}

    private RestoreRequest request() {
        return new RestoreRequest(environment, backup, true, Session.startedBy());
    }
}
