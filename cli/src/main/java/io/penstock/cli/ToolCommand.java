package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.PenstockException;
import io.penstock.landscape.Environment;
import io.penstock.landscape.LandscapeProblem;
import io.penstock.prepare.PreparationTool;
import io.penstock.prepare.PrepareMode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A documented tool: its options are those of its reference, to the letter. */
abstract class ToolCommand implements Callable<Integer> {

    private final Session session;
    private final PreparationTool documented;
    private final PrepareMode mode;
    private final ToolOptions tool = new ToolOptions();

    @Parameters(
            paramLabel = "ENV",
            arity = "0..1",
            description = "The environment whose databases are prepared; may be left out where only one has databases.")
    private @Nullable String named;

    @Mixin
    private PrepareOptions options = new PrepareOptions();

    ToolCommand(Session session, PreparationTool documented, PrepareMode mode) {
        this.session = session;
        this.documented = documented;
        this.mode = mode;
    }

    final ToolOptions tool() {
        return tool;
    }

    /** Those of DBInit, where the tool has them. */
    abstract InitOptions init();

    /** Those of DBMigrate, where the tool has them. */
    abstract MigrateOptions migrate();

    @Override
    public final Integer call() {
        session.options().verbose = tool.verbose;
        Penstock penstock = session.open();
        String environment = named == null ? only(penstock) : named;
        return new PrepareWork(session, documented, mode, options, tool.keys, init(), migrate())
                .run(penstock, environment, "penstock " + documented.label());
    }

    private static String only(Penstock penstock) {
        List<String> names = penstock.landscape().environments().stream()
                .filter(each -> each.clusters().values().stream().anyMatch(cluster -> cluster.database() != null))
                .map(Environment::name)
                .toList();
        if (names.size() != 1) {
            throw new PenstockException(
                    LandscapeProblem.ENVIRONMENT_UNKNOWN,
                    names.isEmpty()
                            ? "No environment of the landscape has a database."
                            : "The command does not say which environment it means.",
                    names.isEmpty() ? "Add one to penstock.yaml." : "Name one of: " + String.join(", ", names) + ".");
        }
        return names.get(0);
    }
}
