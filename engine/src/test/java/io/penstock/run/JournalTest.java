package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    private Path store = Path.of("");

    @Test
    void aDamagedRecordDoesNotHideTheOthers() throws IOException {
        Journal journal = new Journal(store);
        Run run = journal.begin("sync prd uat", "uat", "a test");
        Path damaged = Files.createDirectories(store.resolve("runs/damaged"));
        Files.writeString(damaged.resolve("run.properties"), "began=yesterday\n");
        assertThat(journal.list()).extracting(Run::id).containsExactly(run.id());
    }
}
