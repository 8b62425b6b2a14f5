package io.penstock.cli;

import io.penstock.Problem;
import io.penstock.landscape.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and what was probably meant. */
final class WrongArguments {

    private WrongArguments() {}

    static Problem problem(ParameterException e) {
        CommandLine command = e.getCommandLine();
        String what = sentence(String.valueOf(e.getMessage()));
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            what = unmatched(unmatched.getUnmatched().get(0), command);
        } else if (e.getValue() != null && e.getArgSpec() != null) {
            what = value(e.getValue(), e.getArgSpec());
        }
        String name = command.getCommandSpec().qualifiedName();
        return new Problem(CliProblem.COMMAND_WRONG, what, "See " + name + " --help.");
    }

    private static String unmatched(String argument, CommandLine command) {
        boolean option = argument.startsWith("-");
        boolean group = !command.getSubcommands().isEmpty();
        String kind = option ? "option" : group ? "command" : "argument";
        String name = command.getCommandSpec().qualifiedName();
        String word = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
        return name + " has no " + kind + " '" + word + "'" + Nearest.clause(word, known(command, option));
    }

    /** The parser's own words would name Java's types and constants. */
    private static String value(String value, ArgSpec argument) {
        String name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        Class<?> type = argument.type();
        if (type.isEnum()) {
            List<String> words = new ArrayList<>();
            for (Object each : type.getEnumConstants()) {
                words.add(each.toString());
            }
            return name + " cannot be '" + value + "'; it is one of: " + String.join(", ", words) + ".";
        }
        if (type == boolean.class || type == Boolean.class) {
            return name + " cannot be '" + value + "'; it is true or false.";
        }
        boolean number = type == double.class || type == int.class || type == long.class;
        return name + " cannot be '" + value + "'" + (number ? "; it is a number." : ".");
    }

    private static List<String> known(CommandLine command, boolean options) {
        List<String> words = new ArrayList<>();
        if (options) {
            command.getCommandSpec().options().forEach(option -> words.addAll(List.of(option.names())));
        } else {
            words.addAll(command.getSubcommands().keySet());
        }
        return words;
    }

    private static String sentence(String message) {
        String text = message.isEmpty() ? "The arguments are wrong" : message;
        String first = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return first.endsWith(".") || first.endsWith("?") ? first : first + ".";
    }
}
