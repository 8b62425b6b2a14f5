package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the real launcher as a process, once the commands are built, which {@code mvn verify} does before it comes here. */
class LauncherTest {

    private static final Path LAUNCHER = Path.of("../penstock").toAbsolutePath().normalize();

    @TempDir
    private Path directory = Path.of("");

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void built() {
        assumeTrue(Files.exists(LAUNCHER.resolveSibling("cli/target/built")), "the commands are not packaged yet");
    }

    @Test
    void startsThroughALinkFromAnotherDirectoryWithAnExitCode() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("penstock"), LAUNCHER);
        Ended version = start(link, "--version");
        assertThat(version.code()).as(version.err()).isZero();
        assertThat(version.out()).startsWith("penstock ");
        Ended missing = start(link, "sync", "prd", "uat", "--yes");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("CONFIG-MISSING penstock.yaml does not exist.");
        assertThat(missing.out()).isEmpty();
    }

    @Test
    void usesTheSecondCompilerForLongComputingOnly() throws Exception {
        String onlyFirst = "-XX:TieredStopAtLevel=1 ";
        assertThat(flags("sync", "--only", "files", "--help")).contains(onlyFirst);
        assertThat(flags("sync", "--only=files", "--help")).contains(onlyFirst);
        assertThat(flags("runs", "--help")).contains(onlyFirst);
        assertThat(flags("sync", "--only", "database", "--help")).doesNotContain(onlyFirst);
        assertThat(flags("sync", "--help")).doesNotContain(onlyFirst);
    }

    private String flags(String... arguments) throws IOException, InterruptedException {
        return start(Map.of("PENSTOCK_JAVA_OPTS", "-XX:+PrintCommandLineFlags"), LAUNCHER, arguments)
                .out();
    }

    private Ended start(Path launcher, String... arguments) throws IOException, InterruptedException {
        return start(Map.of(), launcher, arguments);
    }

    private Ended start(Map<String, String> environment, Path launcher, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        int code = process.waitFor();
        return new Ended(code, Files.readString(out), Files.readString(err));
    }
}
