package io.penstock.cli;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import io.penstock.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Where arguments become a command, and what it throws becomes problems and an exit code; nowhere else. */
final class CommandLineEdge implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private final Session session;

    CommandLineEdge(Session session) {
        this.session = session;
    }

    int run(String... arguments) {
        CommandLine line = commandLine(session);
        line.setOut(new PrintWriter(session.terminal().out(), true));
        line.setErr(new PrintWriter(session.terminal().err(), true));
        line.setParameterExceptionHandler(this);
        line.setExecutionExceptionHandler(this);
        try {
            return line.execute(arguments);
        } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
            return report(session.options().json(), List.of(unexpected(e)), Outcome.FAILED);
        } finally {
            session.close();
        }
    }

    static CommandLine commandLine(Session session) {
        PenstockCommand root = new PenstockCommand(session);
        CommandLine line = new CommandLine(root, new CommandFactory(session));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(Terminal.USUAL_COLUMNS);
        line.setHelpFactory(new HelpPage.Factory());
        for (CommandLine command : line.getSubcommands().values()) {
            if (command.getCommand() instanceof ToolCommand) {
                ToolOptions.takePlaceIn(command);
            }
        }
        return line;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        boolean json = List.of(arguments).contains("--output=json")
                || String.join("\n", arguments).contains("--output\njson");
        return report(json, List.of(WrongArguments.problem(e)), Outcome.USAGE);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        boolean json = session.options().json();
        if (e instanceof PenstockException known) {
            return report(json, known.problems(), known.outcome());
        }
        return report(json, List.of(unexpected(e)), Outcome.FAILED);
    }

    private Problem unexpected(Throwable e) {
        if (session.options().verbose) {
            session.terminal().err().print(Traces.of(e));
        }
        Path kept = Traces.keep(e);
        String where = kept != null
                ? "Please report it with " + kept + ", which says where it arose and holds no data."
                : "Run the command again with -v to see where it arose, and please report it.";
        String what = "An error that penstock did not foresee: " + e.getClass().getSimpleName() + ".";
        return new Problem(CliProblem.UNEXPECTED, what, where);
    }

    private int report(boolean json, List<Problem> problems, Outcome outcome) {
        session.terminal().out().flush();
        problems.forEach(problem -> session.terminal().err().println(Layout.plain(problem.toString())));
        if (json) {
            session.result(Refusal.of(problems, outcome), "");
        }
        return outcome.exitCode();
    }
}
