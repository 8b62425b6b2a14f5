package io.penstock.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code penstock demo}. */
@Command(
        name = "demo",
        description = {
            "Makes a whole landscape with a made-up shop on embedded databases, and refreshes its UAT from its PRD.",
            "",
            "Needs nothing but a directory."
        })
final class DemoCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--dir", paramLabel = "DIR", description = "Where; ${DEFAULT-VALUE} unless given.")
    private Path directory = Path.of("penstock-demo");

    @Option(
            names = "--scale",
            paramLabel = "N",
            description = "How large the shop is; 1, the default, has 2,000 customers.")
    private double scale = 1;

    @Option(names = "--no-console", description = "Do not open the web console.")
    private boolean noConsole;

    @Option(names = "--yes", description = "Replace the landscape of an earlier demo in the same directory.")
    private boolean yes;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return 0;
    }
}
