package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class OtherCommandsTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void runsAreListedNewestFirstAndShownByTheBeginningOfTheirId() throws IOException {
        Shell shell = Shell.withLandscape(directory);
        assertThat(shell.on("runs", "list").out()).isEqualTo("No run yet.\n");
        assertThat(shell.on("runs", "show").err()).startsWith("RUN-UNKNOWN ");
        shell.on("sync", "prd", "uat", "--yes");
        String run = shell.on("runs", "list", "--output", "json")
                .json()
                .get(0)
                .get("run")
                .asString();
        assertThat(shell.on("runs", "list").out()).contains(run).contains("sync prd uat");
        assertThat(shell.on("runs", "show", run.substring(0, 15)).out()).startsWith("Run " + run);
        assertThat(Path.of(shell.on("runs", "show", "latest", "--html").out().strip()))
                .exists();
    }

    @Test
    void configCheckTellsAllProblemsAtOnce() throws IOException {
        Shell shell = Shell.withLandscape(directory);
        assertThat(shell.on("config", "check").out()).contains("is valid").contains("production");
        Files.writeString(directory.resolve("penstock.yaml"), "landscpe: acme\nparallel: 0\n");
        Shell.Outcome outcome = shell.on("config", "check");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("CONFIG-UNKNOWN-KEY").contains("CONFIG-MISSING-KEY");
        assertThat(shell.on("config", "check", "--output", "json").json().get("problems"))
                .hasSizeGreaterThan(1);
    }

    @Test
    void theSchemaIsJson() {
        assertThat(JsonMapper.shared()
                        .readTree(new Shell(directory).run("config", "schema").out())
                        .has("properties"))
                .isTrue();
    }

    @Test
    void completionKnowsTheCommands() {
        assertThat(new Shell(directory).run("completion", "bash").out()).contains("complete -F", "adopt", "--dry-run");
        assertThat(new Shell(directory).run("completion", "zsh").out()).startsWith("autoload -U");
    }

    @Test
    void aDemoOverwritesNothingThatIsNotADemo() throws IOException {
        Files.writeString(directory.resolve("mine"), "x");
        Shell.Outcome outcome = new Shell(directory).run("demo", "--yes", "--dir", directory.toString());
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err()).startsWith("DEMO-EXISTS ");
        assertThat(directory.resolve("mine")).exists();
    }

    @Test
    void theVersionGoesToStandardOutput() {
        assertThat(new Shell(directory).run("--version").out()).startsWith("penstock 0.1.0\n");
    }
}
