package io.penstock.cli;

import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options of every command, before or after its name. */
final class GlobalOptions {

    /** How a result is written. */
    enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The landscape; penstock.yaml in the working directory unless given.")
    Path config = Path.of("penstock.yaml");

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "Write the result as text, or as one JSON document: ${COMPLETION-CANDIDATES}.")
    Format output = Format.TEXT;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Show no progress and no notes.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Say more: every file of a plan, where an unexpected error arose.")
    boolean verbose;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "Use no colours; the variable NO_COLOR means the same.")
    boolean noColor;

    boolean json() {
        return output == Format.JSON;
    }
}
