package io.penstock.cli;

import io.penstock.PenstockException;
import io.penstock.prepare.PlatformUuid;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code penstock uuid}. */
@Command(
        name = "uuid",
        description = "Makes identifiers in the platform's form, one a line, for the UUID files of cartridges.")
final class UuidCommand implements Callable<Integer> {

    private static final int MOST = 1_000_000;

    private final Session session;

    @Option(names = "-n", paramLabel = "N", description = "How many; 1 unless given.")
    private int count = 1;

    UuidCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (count < 1 || count > MOST) {
            throw new PenstockException(
                    CliProblem.COMMAND_WRONG,
                    "-n cannot be '" + count + "'; it is a number from 1 to " + MOST + ".",
                    "See penstock uuid --help.");
        }
        List<String> made = Stream.generate(PlatformUuid::make).limit(count).toList();
        session.result(made, String.join("\n", made));
        return 0;
    }
}
