package io.penstock.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only holds others: by itself it is wrong usage. */
class CommandGroup implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec own = spec;
        if (own == null) {
            throw new IllegalStateException("not made by a command line");
        }
        if (own.parent() == null) {
            own.commandLine().usage(own.commandLine().getErr());
        }
        String names = String.join(", ", own.subcommands().keySet());
        throw new ParameterException(own.commandLine(), "Name a command after '" + own.qualifiedName() + "': " + names);
    }
}
