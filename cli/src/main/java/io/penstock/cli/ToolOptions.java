package io.penstock.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Options of the documented tools that are written as ours of every command, and mean something else there. */
final class ToolOptions {

    private static final String CONFIG = "--config";
    private static final String VERBOSE = "--verbose";
    private static final String HELP = "--help";

    @Option(
            names = {"-c", "--property-keys"},
            paramLabel = "KEYS",
            split = ",",
            description = "Only steps with these keys, such as pre.Class42, parted by commas; all unless given.")
    List<String> keys = List.of();

    @Option(
            names = {"-v", "-verbose", VERBOSE},
            paramLabel = "FLAG",
            arity = "0..1",
            fallbackValue = "true",
            description = "Show the lines of the log as they are written; false unless given.")
    boolean verbose;

    @Option(
            names = {"-h", "--h", "-help", HELP, "-?", "?", "/help", "/h", "/?"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    /** Gives a tool these options in place of those that it inherits, of which {@code --config} stays. */
    static void takePlaceIn(CommandLine tool) {
        CommandSpec spec = tool.getCommandSpec();
        OptionSpec config = spec.findOption(CONFIG);
        for (String name : List.of(CONFIG, VERBOSE, HELP)) {
            spec.remove(spec.findOption(name));
        }
        spec.addOption(OptionSpec.builder(config).names(CONFIG).build());
        ToolCommand command = (ToolCommand) tool.getCommand();
        spec.addMixin("tool", CommandSpec.forAnnotatedObject(command.tool()));
    }
}
