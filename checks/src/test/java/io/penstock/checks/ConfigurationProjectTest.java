package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.sync.SyncReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of a configuration project are run where the application is stopped and the environment is already new. */
class ConfigurationProjectTest {

    @TempDir
    Path directory;

    private Scenario scenario;
    private Commits commits;

    @BeforeEach
    void makeALandscape() throws IOException {
        Files.createDirectories(directory.resolve("prd/sites"));
        Files.writeString(directory.resolve("prd/sites/a.txt"), "new");
        Files.createDirectories(directory.resolve("uat"));
        commits = new Commits(directory.resolve("operations.git"));
        scenario = new Scenario(directory, "jdbc:h2:mem:a", "jdbc:h2:mem:b")
                .live("files: prd", "files: uat")
                .uat("lifecycle:")
                .uat("  stop-application: {command: [sh, -c, 'echo stop >> order']}")
                .uat("  start-application: {command: [sh, -c, 'echo start >> order']}")
                .uat(
                        "  configuration-project: {git: operations.git, ref: main, path: ops, run: [bin/first.sh, bin/second.sh]}");
    }

    @AfterEach
    void close() {
        commits.close();
    }

    private Commits scripts(String first) {
        return commits.executable("ops/bin/first.sh", "#!/bin/sh\n" + first)
                .executable(
                        "ops/bin/second.sh",
                        "#!/bin/sh\ncat name >> '" + directory + "/order'; echo $PENSTOCK_ENVIRONMENT >> '" + directory
                                + "/order'\n")
                .file("ops/name", "second in ");
    }

    private List<String> order() throws IOException {
        Path order = directory.resolve("order");
        return Files.exists(order) ? Files.readAllLines(order) : List.of();
    }

    @Test
    void theyAreRunBetweenTheSwapAndTheStart() throws Exception {
        String id = scripts("echo \"first $(cat '" + directory + "/uat/sites/a.txt')\" >> '" + directory + "/order'")
                .commit("main");

        SyncReport report = scenario.sync();

        assertThat(order()).containsExactly("stop", "first new", "second in uat", "start");
        assertThat(report.timeline())
                .extracting(SyncReport.TimelineEntry::name)
                .contains("configuration-project, commit " + id, "bin/first.sh", "bin/second.sh");
        try (Stream<Path> left = Files.list(directory.resolve(".penstock/checkout"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void oneThatFailsEndsThemAndTheApplicationIsStarted() throws Exception {
        scripts("exit 7").commit("main");

        Refusal.of(scenario::sync)
                .as(Outcome.FAILED, "HOOK-FAILED")
                .saying("configuration-project, bin/first.sh failed", "exit code 7");
        assertThat(order()).containsExactly("stop", "start");
        assertThat(directory.resolve("uat/sites/a.txt")).hasContent("new");
    }

    @Test
    void nothingIsStoppedForAProjectThatCannotBeHad() throws Exception {
        commits.executable("ops/bin/first.sh", "#!/bin/sh\n").commit("main");

        Refusal.of(scenario::sync).as(Outcome.FAILED, "HOOK-FAILED").saying("has no script bin/second.sh");
        assertThat(order()).isEmpty();
        assertThat(directory.resolve("uat/sites/a.txt")).doesNotExist();

        commits.link("ops/bin/second.sh", "/bin/true").commit("main");
        Refusal.of(scenario::sync).as(Outcome.REFUSED, "GIT-CONTENT-REFUSED");
        assertThat(order()).isEmpty();
    }
}
