package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose records cannot be kept when its work is done. */
class UnrecordedRunTest {

    @TempDir
    Path directory;

    @Test
    void saysThatItsWorkIsDone() throws IOException {
        Journal journal = new Journal(directory);
        List<String> heard = new ArrayList<>();
        journal.tell(new RunListener() {
            @Override
            public void began(Run run) {}

            @Override
            public void ended(Run run, List<String> problems, String report) {
                heard.addAll(problems);
            }
        });
        Run run = journal.begin("sync prd uat", "uat", "a test");

        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> journal.conduct(run, () -> breakRecords(run), (ended, problems) -> "report"))
                .satisfies(failure -> assertThat(failure.problems())
                        .hasSize(2)
                        .last()
                        .asString()
                        .contains("Run " + run.id() + " (sync prd uat) has done its work"));
        assertThat(heard).hasSize(2);
    }

    @Test
    void tellsOfAFailureThatCannotBeRecordedEither() {
        Journal journal = new Journal(directory);
        Run run = journal.begin("sync prd uat", "uat", "a test");

        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> journal.conduct(
                        run,
                        () -> {
                            breakRecords(run);
                            throw new PenstockException(RunProblem.RUN_CANCELLED, "It was cancelled.", "Begin anew.");
                        },
                        (ended, problems) -> "report"))
                .withMessageStartingWith("RUN-CANCELLED");
    }

    /** A file where the directory of the run was. */
    private void breakRecords(Run run) {
        Path records = directory.resolve("runs").resolve(run.id());
        try {
            Files.delete(records.resolve("run.properties"));
            Files.delete(records);
            Files.createFile(records);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
