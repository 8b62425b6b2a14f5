package io.penstock.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the step of the Jenkins jobs with a {@code penstock} that only writes down how it was called. */
class JenkinsSyncTest {

    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

    @TempDir
    Path directory;

    @BeforeEach
    void putARecorderOnThePath() throws IOException {
        Path fake = directory.resolve("bin/penstock");
        Files.createDirectories(fake.getParent());
        Files.writeString(fake, "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\" > \"$RECORD\"\nexit \"${FAKE_EXIT:-0}\"\n");
        assertThat(fake.toFile().setExecutable(true)).isTrue();
    }

    private record Outcome(int exit, List<String> called, String output) {}

    private Outcome run(String what, Map<String, String> parameters) throws IOException, InterruptedException {
        Path record = directory.resolve("record");
        Files.deleteIfExists(record);
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                "bash", Path.of("jenkins-sync.sh").toAbsolutePath().toString(), what);
        builder.directory(directory.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("SYNC_") || name.startsWith("DO_"));
        environment.put("PATH", directory.resolve("bin") + ":" + environment.getOrDefault("PATH", "/usr/bin:/bin"));
        environment.put("RECORD", record.toString());
        environment.putAll(parameters);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Outcome(
                process.exitValue(),
                Files.exists(record) ? Files.readAllLines(record) : List.of(),
                Files.readString(output, StandardCharsets.UTF_8));
    }

    private static List<String> choices(String jenkinsfile, String parameter) throws IOException {
        String text = Files.readString(Path.of(jenkinsfile));
        Matcher list = Pattern.compile("name: '" + parameter + "', choices: \\[([^]]*)]")
                .matcher(text);
        assertThat(list.find()).as(parameter).isTrue();
        Matcher quoted = QUOTED.matcher(list.group(1));
        List<String> choices = new ArrayList<>();
        while (quoted.find()) {
            choices.add(quoted.group(1));
        }
        return choices;
    }

    @Test
    void showsWhatWouldBeDoneUnlessASyncIsAskedFor() throws Exception {
        Outcome outcome = run("files", Map.of("SYNC_DIRECTION", "PRD to UAT", "SYNC_DIRS", "sites"));
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertThat(outcome.called())
                .containsExactly("sync", "prd", "uat", "--only", "files", "--dirs", "sites", "--dry-run", "--yes");
    }

    @Test
    void passesDirectoriesSyncAndDeleteOn() throws Exception {
        Outcome outcome = run(
                "files",
                Map.of(
                        "SYNC_DIRECTION", "UAT to INT",
                        "SYNC_DIRS", "sites,system/config/domains",
                        "DO_SYNC", "true",
                        "DO_DELETE", "true"));
        assertThat(outcome.called())
                .containsExactly(
                        "sync",
                        "uat",
                        "int",
                        "--only",
                        "files",
                        "--dirs",
                        "sites,system/config/domains",
                        "--delete",
                        "--yes");
    }

    @Test
    void refreshesTheDatabaseWithTheSameParameters() throws Exception {
        Outcome outcome = run("database", Map.of("SYNC_DIRECTION", "PRD to INT", "DO_SYNC", "true"));
        assertThat(outcome.called()).containsExactly("sync", "prd", "int", "--only", "database", "--yes");
    }

    @Test
    void acceptsEveryChoiceThatTheJobsOffer() throws Exception {
        for (String direction : choices("Jenkinsfile", "SYNC_DIRECTION")) {
            for (String directories : choices("Jenkinsfile", "SYNC_DIRS")) {
                Outcome outcome = run("files", Map.of("SYNC_DIRECTION", direction, "SYNC_DIRS", directories));
                assertThat(outcome.exit()).as(direction + ", " + directories).isZero();
                assertThat(outcome.called()).contains("--dirs", directories);
            }
        }
        for (String direction : choices("Jenkinsfile.database", "SYNC_DIRECTION")) {
            assertThat(run("database", Map.of("SYNC_DIRECTION", direction)).exit())
                    .as(direction)
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SYNC_DIRECTION=UAT to PRD",
                "SYNC_DIRECTION=",
                "SYNC_DIRECTION=PRD to UAT; touch hacked",
                "SYNC_DIRECTION=PRD to $(touch hacked)",
                "SYNC_DIRECTION=--config=/etc/passwd",
                "SYNC_DIRECTION=prd to uat",
                "SYNC_DIRS=sites --delete",
                "SYNC_DIRS=../../etc",
                "SYNC_DIRS=sites,`touch hacked`",
                "SYNC_DIRS=sites\ntouch hacked",
                "SYNC_DIRS=*",
                "SYNC_DIRS=",
                "DO_SYNC=true && touch hacked",
                "DO_SYNC=1",
                "DO_DELETE=yes",
                "DO_DELETE=a[$(touch hacked)]"
            })
    void refusesAHostileValueBeforePenstockIsCalled(String assignment) throws Exception {
        Map<String, String> parameters = new java.util.HashMap<>(
                Map.of("SYNC_DIRECTION", "PRD to UAT", "SYNC_DIRS", "sites", "DO_SYNC", "true", "DO_DELETE", "true"));
        int equals = assignment.indexOf('=');
        String name = assignment.substring(0, equals);
        String value = assignment.substring(equals + 1);
        parameters.put(name, value);
        Outcome outcome = run("files", parameters);
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.called()).isEmpty();
        assertThat(outcome.output()).contains("Parameter " + name);
        assertThat(directory.resolve("hacked")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "everything", "files; touch hacked"})
    void refusesAnUnknownJob(String what) throws Exception {
        assertThat(run(what, Map.of("SYNC_DIRECTION", "PRD to UAT", "SYNC_DIRS", "sites"))
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void endsWithTheExitCodeOfPenstock() throws Exception {
        assertThat(run("database", Map.of("SYNC_DIRECTION", "PRD to UAT", "FAKE_EXIT", "3"))
                        .exit())
                .isEqualTo(3);
    }
}
