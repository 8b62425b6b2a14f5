package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTest {

    /** Long files that were looked at, and the lines that they may have; a shorter list is a better one. */
    private static final Map<String, Integer> LONG_FILES =
            Map.of("io/penstock/database/postgresql/PostgresShadow.java", 362);

    @TempDir
    private Path sources;

    static List<Path> modules() {
        return House.modules();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyPackageSaysWhatItAnswersAndIsNullMarked(Path module) {
        assertThat(SourceRules.packagesWithoutDescription(module.resolve("src/main/java")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void noFileIsTooLong(Path module) {
        assertThat(SourceRules.longFiles(module.resolve("src/main/java"), LONG_FILES))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void nothingIsLeftUnfinished(Path module) {
        assertThat(Stream.of(".java", ".sql", ".xml", ".yaml", ".sh")
                        .flatMap(ending -> SourceRules.unfinished(module, ending).stream()))
                .isEmpty();
    }

    @Test
    void findsAPackageWithoutDescription() throws IOException {
        Files.createDirectories(sources.resolve("one"));
        Files.writeString(sources.resolve("one/Thing.java"), "class Thing {}");

        assertThat(SourceRules.packagesWithoutDescription(sources)).containsExactly("one has no package-info.java");
    }

    @Test
    void findsAPackageThatIsNotNullMarkedAndSaysNothing() throws IOException {
        Files.createDirectories(sources.resolve("one"));
        Files.writeString(sources.resolve("one/package-info.java"), "/** */\npackage one;");

        assertThat(SourceRules.packagesWithoutDescription(sources))
                .containsExactly("one has a package-info.java that says nothing", "one is not @NullMarked");
    }

    @Test
    void findsAFileThatIsTooLongOrGrowsBeyondWhatItIsAllowed() throws IOException {
        Files.writeString(sources.resolve("Long.java"), "\n".repeat(301));
        Files.writeString(sources.resolve("Grown.java"), "\n".repeat(311));
        Files.writeString(sources.resolve("Shrunk.java"), "\n".repeat(300));

        assertThat(SourceRules.longFiles(sources, Map.of("Grown.java", 310, "Shrunk.java", 310)))
                .containsExactly(
                        "Grown.java has 311 lines",
                        "Long.java has 301 lines",
                        "Shrunk.java is allowed to be long, and no longer needs to be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TO" + "DO", "FIX" + "ME", "XX" + "X"})
    void findsUnfinishedWork(String mark) throws IOException {
        Files.writeString(sources.resolve("Half.java"), "class Half {\n  // " + mark + ": the rest\n}");

        assertThat(SourceRules.unfinished(sources, ".java")).containsExactly("Half.java:2 // " + mark + ": the rest");
    }
}
