package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.run.AuditTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void makeALandscape() throws IOException {
        shell = Shell.withLandscape(directory);
    }

    @Test
    void listsAndVerifiesWhatWasRecorded() throws IOException {
        assertThat(shell.on("audit", "list").out()).contains("Nothing was recorded yet.");
        assertThat(shell.on("audit", "verify").code()).isZero();
        AuditTrail trail = new AuditTrail(directory.resolve(".penstock"));
        trail.record("personal-data preview --reveal", "one@here", Map.of("table", "public.customer", "rows", "3"));
        trail.record("personal-data approve", "two@here", Map.of());

        assertThat(shell.on("audit", "list").out())
                .contains("one@here", "personal-data preview --reveal", "rows=3, table=public.customer");
        assertThat(shell.on("audit", "list", "--output", "json").json().size()).isEqualTo(2);
        assertThat(shell.on("audit", "verify").out()).contains("2 records, each follows on the one before.");

        Path file = directory.resolve(".penstock/audit.log");
        Files.writeString(file, Files.readString(file).replace("one@here", "two@here"));
        Shell.Outcome outcome = shell.on("audit", "verify");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("AUDIT-BROKEN", "line 2 does not follow on line 1");
    }
}
