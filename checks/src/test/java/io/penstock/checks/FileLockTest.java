package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.files.FileSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run at a time works on a shared file system: a process halts in the middle of its sync, and others come along. */
class FileLockTest {

    /** So many that they are not staged before the process can be halted. */
    private static final int FILES = 6000;

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeFileSystems() throws IOException {
        Files.createDirectories(directory.resolve("uat"));
        scenario = new Scenario(directory, "", "").live(files("prd"), files("uat"));
        write(10, "former");
        scenario.sync();
        write(FILES, "new");
    }

    private String files(String environment) {
        return "files: \"" + directory.resolve(environment) + "\"";
    }

    private void write(int files, String content) throws IOException {
        Path sites = Files.createDirectories(directory.resolve("prd/sites"));
        for (int i = 0; i < files; i++) {
            Files.writeString(sites.resolve("page" + i), content);
        }
    }

    @Test
    void refusesASecondSyncAndAnUndoFromOtherProcesses() throws Exception {
        SyncProcess first = SyncProcess.start(scenario.configuration());
        first.until("staging files");
        first.halt();
        scenario.line("store-directory: of-another-machine");
        try {
            Refusal.of(scenario::sync)
                    .as(Outcome.REFUSED, "FILES-LOCKED")
                    .saying(
                            "penstock run",
                            "by a test",
                            directory.resolve("uat").toString());
            Refusal.of(() -> scenario.open().undo("uat", "a test")).as(Outcome.REFUSED, "FILES-LOCKED");
        } finally {
            first.goOn();
        }

        assertThat(first.end()).isZero();
        assertThat(contents()).containsOnly("new").hasSize(FILES);
        assertThat(scenario.open().undo("uat", "a test").restored()).hasSize(1);
        assertThat(contents()).containsOnly("former").hasSize(10);
    }

    @Test
    void theLockOfAKilledProcessIsGoneWithIt() throws Exception {
        SyncProcess first = SyncProcess.start(scenario.configuration());
        first.until("staging files");
        first.halt();
        assertThat(first.killAfter(0)).isTrue();

        scenario.sync();

        assertThat(contents()).containsOnly("new").hasSize(FILES);
        assertThat(FileSync.undoable(directory.resolve("uat"))).hasSize(1);
    }

    @Test
    void givesTheLockBackAfterASyncThatFailed() throws Exception {
        Path unreadable = directory.resolve("prd/sites/up");
        Files.createSymbolicLink(unreadable, Path.of("/etc"));
        Refusal.of(scenario::sync);
        Files.delete(unreadable);

        scenario.sync();

        assertThat(contents()).containsOnly("new").hasSize(FILES);
    }

    private List<String> contents() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("uat/sites"))) {
            return files.map(FileLockTest::content).toList();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
