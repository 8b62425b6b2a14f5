package io.penstock.cli;

import io.penstock.PenstockException;
import io.penstock.prepare.CleanUp;
import io.penstock.prepare.StepName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The documented options of DBInit alone. */
final class InitOptions {

    /** As users write it. */
    enum Clean {
        only,
        yes,
        no
    }

    @Option(
            names = {"-cdb", "--clean-db", "--clean"},
            paramLabel = "FLAG",
            description = {
                "Remove everything in the schema first: ${COMPLETION-CANDIDATES}; no unless given. only prepares nothing afterwards."
            })
    private Clean clean = Clean.no;

    @Option(
            names = {"-r", "--recreate-tables"},
            paramLabel = "FLAG",
            arity = "0..1",
            fallbackValue = "true",
            description =
                    "Make tables anew that are there and empty; true unless given. With --confirm, -r means those that"
                            + " hold rows too.")
    @Nullable
    Boolean recreateTables;

    @Option(
            names = "--exec-id",
            paramLabel = "IDS",
            split = ",",
            description = "Run only these steps of initialization, whether they succeeded before or not:"
                    + " cartridge:key, parted by commas.")
    private List<String> execIds = List.of();

    CleanUp clean() {
        return switch (clean) {
            case only -> CleanUp.ONLY;
            case yes -> CleanUp.YES;
            case no -> CleanUp.NO;
        };
    }

    Set<StepName> execIds() {
        return names("--exec-id", execIds);
    }

    static Set<StepName> names(String option, List<String> written) {
        return written.stream()
                .map(
                        each -> StepName.of(each)
                                .orElseThrow(
                                        () -> new PenstockException(
                                                CliProblem.COMMAND_WRONG,
                                                option + ": '" + each + "' names no step.",
                                                "Write cartridge:key or cartridge:version:key, such as core:pre.Class1 or core:7.4.0.0:Class1.")))
                .collect(Collectors.toSet());
    }
}
