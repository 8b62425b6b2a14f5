package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.prepare.PrepareReport;
import io.penstock.prepare.PrepareText;
import io.penstock.run.Progress;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock prepare}. */
@Command(
        name = "prepare",
        description = {
            "Prepares the databases of an environment for its cartridges.",
            "",
            "Runs the steps of dbinit.properties and migration*.properties that the registry in the database does not"
                    + " know as done: first all of pre-processing, then main-processing, then post-processing. Steps that"
                    + " fail are listed and run again the next time."
        },
        subcommands = PreparePlanCommand.class)
final class PrepareCommand implements Callable<Integer> {

    private final Session session;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ENV", arity = "0..1", description = "The environment whose databases are prepared.")
    private @Nullable String named;

    @Mixin
    private PrepareOptions options = new PrepareOptions();

    @Option(names = "--dry-run", description = "Only show what would run, as prepare plan does.")
    private boolean dryRun;

    @Option(names = "--break-on-error", description = "End with the first step that fails.")
    private boolean breakOnError;

    PrepareCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        // Optional for the parser alone, since a subcommand may stand in its place.
        String environment = named;
        if (environment == null) {
            CommandLine own = Objects.requireNonNull(spec).commandLine();
            throw new ParameterException(own, "Missing required parameter: 'ENV'");
        }
        if (dryRun) {
            PreparePlanCommand.show(session, environment, options);
            return 0;
        }
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), environment);
        Progress progress = new Progress();
        session.interruption().cancels(progress.cancellation());
        PrepareReport report;
        try (ProgressDisplay display = new ProgressDisplay(session, progress, true)) {
            display.start();
            report = penstock.preparation().run(options.request(environment, breakOnError), progress);
        }
        session.result(report, new PrepareText(report).render());
        return report.failures() == 0 ? 0 : 1;
    }
}
