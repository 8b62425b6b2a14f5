package io.penstock.cli;

import io.penstock.prepare.PreparationTool;
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
        subcommands = {
            PreparePlanCommand.class,
            PrepareInfoCommand.class,
            PrepareHistoryCommand.class,
            PrepareMarkCommand.class,
            PrepareDiffCommand.class,
            PreparePreparersCommand.class,
            PrepareLockCommand.class,
            PrepareRehearseCommand.class,
            PrepareValidateCommand.class
        })
final class PrepareCommand implements Callable<Integer> {

    private final Session session;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ENV", arity = "0..1", description = "The environment whose databases are prepared.")
    private @Nullable String named;

    @Mixin
    private PrepareModes modes = new PrepareModes();

    @Mixin
    private PrepareOptions options = new PrepareOptions();

    @Mixin
    private InitOptions init = new InitOptions();

    @Mixin
    private MigrateOptions migrate = new MigrateOptions();

    @Option(
            names = "--sql",
            description = "With --dry-run: show the SQL that would run, as it runs on a scratch copy of each database.")
    private boolean sql;

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
        PrepareWork work =
                new PrepareWork(session, PreparationTool.DBPREPARE, modes.mode(), options, modes.keys, init, migrate);
        return sql ? work.sql(session.open(), environment) : work.run(session.open(), environment, null);
    }
}
