package io.penstock.checks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real databases that lie beside the project, in {@code ../shared/data}; the project does not contain them. */
final class SharedData {

    private SharedData() {}

    /** The folder of one of them; without it the test is skipped and says so. */
    static Path require(String name) {
        Path directory = Path.of("")
                .toAbsolutePath()
                .resolve("../../shared/data")
                .resolve(name)
                .normalize();
        assumeTrue(
                Files.isDirectory(directory),
                "skipped: the sample database " + name + " does not lie in shared/data beside the project");
        return directory;
    }
}
