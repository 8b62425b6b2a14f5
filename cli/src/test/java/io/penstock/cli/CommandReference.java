package io.penstock.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The page about all commands, made of their help. */
final class CommandReference {

    private static final String HEAD = """
            # Commands

            Made from `penstock COMMAND --help`; a test fails when it is stale.

            The result of a command goes to standard output, and nothing else does: with `--output json` it is one JSON document. Progress,
            notes and problems go to standard error. A problem is one line, `CODE what happened. What to do.`; [errors.md](errors.md) knows
            every code. With `--output json` standard output holds them too: `{"outcome": …, "exitCode": …, "problems": [{"code", "what", "remedy"}]}`.

            | exit code | meaning |
            |---|---|
            | 0 | done |
            | 1 | the work failed; the problem says what was done and how to go on |
            | 2 | wrong usage or configuration; nothing was touched |
            | 3 | refused by a rule or guard; the target was not touched |
            | 4 | cancelled: Ctrl-C, SIGTERM, or another name typed than the one asked for |
            """;

    private CommandReference() {}

    static String page() {
        StringBuilder page = new StringBuilder(HEAD);
        CommandLine root = CommandLineEdge.commandLine(session());
        List<String> path = new ArrayList<>();
        append(page, root, path);
        return page.toString();
    }

    private static void append(StringBuilder page, CommandLine command, List<String> path) {
        String help = new Shell(Path.of("")).run(with(path)).out();
        page.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```\n");
        page.append(help.strip()).append("\n```\n");
        for (CommandLine subcommand : command.getSubcommands().values()) {
            if (subcommand.getCommandSpec().usageMessage().hidden()) {
                continue;
            }
            List<String> longer = new ArrayList<>(path);
            longer.add(subcommand.getCommandName());
            append(page, subcommand, longer);
        }
    }

    private static String[] with(List<String> path) {
        List<String> arguments = new ArrayList<>(path);
        arguments.add("--help");
        return arguments.toArray(String[]::new);
    }

    private static Session session() {
        return new Session(
                Terminal.ofProcess(java.util.Map.of()),
                java.util.Map.of(),
                new Interruption(System.err, Runtime.getRuntime()));
    }
}
