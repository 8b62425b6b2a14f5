package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.PenstockException;
import io.penstock.landscape.Environment;
import io.penstock.prepare.CleanUp;
import io.penstock.prepare.PreparationOptions;
import io.penstock.prepare.PreparationTool;
import io.penstock.prepare.PrepareMode;
import io.penstock.prepare.PrepareReport;
import io.penstock.prepare.PrepareRequest;
import io.penstock.prepare.PrepareText;
import io.penstock.prepare.rehearsal.EnvironmentRehearsal;
import io.penstock.prepare.rehearsal.RehearsalReport;
import io.penstock.prepare.rehearsal.RehearsalText;
import io.penstock.prepare.rehearsal.SqlDryRun;
import io.penstock.prepare.rehearsal.SqlReport;
import io.penstock.run.Progress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all commands that prepare do with their options. */
final class PrepareWork {

    private final Session session;
    private final PreparationTool tool;
    private final PrepareMode mode;
    private final PrepareOptions options;
    private final List<String> keys;
    private final InitOptions init;
    private final MigrateOptions migrate;

    PrepareWork(
            Session session,
            PreparationTool tool,
            PrepareMode mode,
            PrepareOptions options,
            List<String> keys,
            InitOptions init,
            MigrateOptions migrate) {
        this.session = session;
        this.tool = tool;
        this.mode = mode;
        this.options = options;
        this.keys = keys;
        this.init = init;
        this.migrate = migrate;
    }

    private PrepareRequest request(String environment, boolean confirmed) {
        boolean backup = migrate.backup == null ? tool == PreparationTool.DBMIGRATE : migrate.backup;
        return new PrepareRequest(
                environment,
                options.clusters.asked(),
                mode,
                options.selection(keys, init, migrate),
                new PreparationOptions(
                        tool,
                        init.clean(),
                        confirmed,
                        backup && !migrate.dryRunSave,
                        migrate.dryRunSave,
                        options.rerunInterrupted,
                        options.stepTimeout,
                        options.share,
                        options.breakOnError,
                        options.moveIndexes,
                        options.tableMonitoring,
                        init.recreateTables),
                Session.startedBy());
    }

    /** Shows what would run. */
    int show(Penstock penstock, String environment) {
        EnvironmentNames.require(penstock.landscape(), environment);
        PrepareReport report = penstock.preparation().plan(request(environment, false));
        session.result(report, new PrepareText(report).render());
        return 0;
    }

    /** Shows the SQL that would run. */
    int sql(Penstock penstock, String environment) {
        if (!options.dryRun) {
            throw new PenstockException(
                    CliProblem.COMMAND_WRONG,
                    "--sql shows what would run, and the steps were to run.",
                    "Write --dry-run --sql.");
        }
        EnvironmentNames.require(penstock.landscape(), environment);
        Progress progress = new Progress();
        session.interruption().cancels(progress.cancellation());
        SqlReport report;
        try (ProgressDisplay display = new ProgressDisplay(session, progress, true)) {
            display.start();
            report = new SqlDryRun(penstock.preparation()).run(request(environment, false), progress);
        }
        session.result(report, report.text());
        return report.failed() ? 1 : 0;
    }

    /** Tries it on scratch copies. */
    int rehearse(Penstock penstock, String environment) {
        EnvironmentNames.require(penstock.landscape(), environment);
        Progress progress = new Progress();
        session.interruption().cancels(progress.cancellation());
        RehearsalReport report;
        try (ProgressDisplay display = new ProgressDisplay(session, progress, true)) {
            display.start();
            report = new EnvironmentRehearsal(penstock.preparation(), penstock.journal())
                    .run(request(environment, false), progress);
        }
        session.result(report, new RehearsalText(report).render());
        return report.good() ? 0 : 1;
    }

    int run(Penstock penstock, String environment, @Nullable String command) {
        Environment target = EnvironmentNames.require(penstock.landscape(), environment);
        if (options.dryRun) {
            return show(penstock, environment);
        }
        boolean confirmed = confirm(target, command);
        Progress progress = new Progress();
        session.interruption().cancels(progress.cancellation());
        PrepareReport report;
        boolean verbose = session.options().verbose;
        try (ProgressDisplay display = new ProgressDisplay(session, progress, true)) {
            if (!verbose) {
                display.start();
            }
            report = penstock.preparation().run(request(environment, confirmed), progress, line -> {
                if (verbose) {
                    session.note(line);
                }
            });
        }
        session.result(report, new PrepareText(report).render());
        return report.failures() == 0 ? 0 : 1;
    }

    /** @param command that begins with a prompt unless told not to; null for one that does not */
    private boolean confirm(Environment target, @Nullable String command) {
        String name = target.name();
        Confirmation confirmation = new Confirmation(session, command == null ? "penstock prepare" : command);
        if (migrate.dryRunSave && init.clean() != CleanUp.NO) {
            throw new PenstockException(
                    CliProblem.COMMAND_WRONG,
                    "--dry-run-save and --clean-db do not go together.",
                    "Clean up with --clean-db=only first.");
        }
        if (options.confirm != null) {
            if (!options.confirm.equals(name)) {
                throw new PenstockException(
                        CliProblem.CONFIRMATION_DIFFERS,
                        "--confirm says '" + options.confirm + "', and the environment is '" + name
                                + "'. Nothing was touched.",
                        "Name the same environment twice.");
            }
            return true;
        }
        boolean production = target.role() == Environment.Role.PRODUCTION;
        if (init.clean() != CleanUp.NO && (production || !options.classic)) {
            confirmation.requirePerson(name, production ? "--confirm " + name : "-classic");
            confirmation.ask("Remove everything that the databases of " + name + " hold?", name);
            return true;
        }
        if (command != null && !options.classic) {
            confirmation.requirePerson(name, "-classic");
            confirmation.askFor("Prepare the databases of " + name + "? Type yes to go on:", "yes");
        }
        return false;
    }
}
