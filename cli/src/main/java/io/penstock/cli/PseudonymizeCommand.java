package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.inplace.InPlacePlan;
import io.penstock.inplace.InPlaceReport;
import io.penstock.inplace.InPlaceReportText;
import io.penstock.inplace.InPlaceRequest;
import io.penstock.inplace.PreparedInPlace;
import io.penstock.run.Progress;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock pseudonymize}. */
@Command(
        name = "pseudonymize",
        description = {
            "Pseudonymizes databases where they stand.",
            "",
            "For a database of a test environment that was restored from production by other means, such as a"
                    + " vendor's backup. A sync pseudonymizes on the way and needs no such step."
        })
final class PseudonymizeCommand implements Callable<Integer> {

    /** The result of --script as JSON. */
    record Written(String script, String database) {}

    private final Session session;

    @Parameters(paramLabel = "ENV", description = "The environment that the database was restored into.")
    private String environment = "";

    @Option(
            names = "--cluster",
            paramLabel = "CLUSTER",
            description = "Only this cluster: ${COMPLETION-CANDIDATES}; all that have a database unless given.")
    private SyncOptions.@Nullable ClusterName cluster;

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description = "Write SQL that a person reads and runs with psql, for one cluster; replaces nothing.")
    private @Nullable Path script;

    @Option(names = "--dry-run", description = "Only show what would be done; touches nothing.")
    private boolean dryRun;

    @Option(
            names = "--accept-raw-data",
            description = "Accept that raw data rests outside of production's zone until the run is done.")
    private boolean acceptRawData;

    @Option(names = "--yes", description = "Do not ask; needed where there is no terminal.")
    private boolean yes;

    PseudonymizeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), environment);
        InPlaceRequest request = new InPlaceRequest(
                environment, cluster == null ? Set.of() : Set.of(cluster.type()), acceptRawData, Session.startedBy());
        Confirmation confirmation = new Confirmation(session, "penstock pseudonymize");
        if (!yes && !dryRun && script == null) {
            confirmation.requirePerson(environment);
        }
        try (PreparedInPlace prepared = penstock.planInPlace(request)) {
            if (dryRun) {
                session.result(prepared.plan(), new InPlacePlanText(prepared.plan(), session.style()).render());
                return 0;
            }
            if (script != null) {
                return write(penstock, prepared, script);
            }
            if (!yes) {
                ask(confirmation, penstock, prepared);
            }
            InPlaceReport report = run(penstock, prepared);
            session.result(report, new InPlaceReportText(report).render());
            return 0;
        }
    }

    private int write(Penstock penstock, PreparedInPlace prepared, Path file) {
        Progress progress = new Progress();
        session.interruption().cancels(progress.cancellation());
        try (ProgressDisplay display = new ProgressDisplay(session, progress, false)) {
            display.start();
            penstock.script(prepared, file, progress);
        }
        session.result(
                new Written(file.toString(), prepared.plan().databases().get(0).database()),
                "Wrote " + file + ". Read it, and run it in "
                        + prepared.plan().databases().get(0).database() + ": psql -X -f " + file);
        return 0;
    }

    private void ask(Confirmation confirmation, Penstock penstock, PreparedInPlace prepared) {
        InPlacePlan plan = prepared.plan();
        session.terminal().err().print(new InPlacePlanText(plan, session.errStyle()).summary());
        boolean inZone = penstock.landscape()
                .environment(environment)
                .filter(each -> each.inProductionsZone())
                .isPresent();
        if (!inZone && !acceptRawData) {
            confirmation.askFor(
                    "Raw data " + plan.rawData() + ". Type accept to accept that it does until the run is done:",
                    "accept");
            prepared.acceptRawData();
        }
        confirmation.ask("Replace the personal values of " + environment + "?", environment);
    }

    /** Ctrl-C ends it with every table as it was or done; the next run goes on. */
    private InPlaceReport run(Penstock penstock, PreparedInPlace prepared) {
        Progress progress = new Progress();
        session.interruption().cancels(progress.cancellation());
        try (ProgressDisplay display = new ProgressDisplay(
                session, progress, prepared.plan().databases().size() > 1)) {
            display.start();
            return penstock.pseudonymize(prepared, progress);
        }
    }
}
