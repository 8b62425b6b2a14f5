package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.run.AuditTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonalDataApproveCommandTest {

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);
    private String id = "";

    @BeforeEach
    void makeALandscape() throws IOException {
        shell = Shell.withLandscape(directory);
        Files.writeString(
                directory.resolve("penstock.yaml"),
                Files.readString(directory.resolve("penstock.yaml")) + "personal-data: personal-data.yaml\n");
        keep("2999-12-31");
        id = list().get(0);
    }

    private void keep(String until) throws IOException {
        Files.writeString(directory.resolve("personal-data.yaml"), """
                tables: {}
                keep:
                  - {table: customer, where: "login = 'e2e'", related: true, reason: end-to-end tests, until: %s}
                """.formatted(until));
    }

    private List<String> list() {
        List<String> found = new ArrayList<>();
        shell.on("personal-data", "approve", "--output", "json")
                .json()
                .forEach(each -> found.add(each.get("id").asString()));
        return found;
    }

    @Test
    void thePersonWhoApprovesSeesTheWholeTextAndIsRecorded() {
        assertThat(shell.on("personal-data", "approve").out()).contains(id, "login = 'e2e'", "not approved");

        Shell.Outcome outcome = shell.types("y").on("personal-data", "approve", id);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("login = 'e2e'", "everything that hangs on", "2999-12-31", "[y/N]");
        assertThat(outcome.out()).contains("approved by ");
        assertThat(shell.on("personal-data", "approve").out())
                .contains("approved by ")
                .doesNotContain("not approved");
        assertThat(new AuditTrail(directory.resolve(".penstock")).read())
                .singleElement()
                .satisfies(entry -> assertThat(entry.action()).isEqualTo("personal-data approve"));
    }

    @Test
    void aSecondApprovalChangesNothing() {
        shell.on("personal-data", "approve", id.substring(0, 6), "--yes");
        String first =
                shell.on("personal-data", "approve", id, "--output", "json").out();

        assertThat(shell.on("personal-data", "approve", id, "--yes", "--output", "json")
                        .out())
                .isEqualTo(first);
        assertThat(new AuditTrail(directory.resolve(".penstock")).read()).hasSize(1);
    }

    @Test
    void nothingIsApprovedByAnythingElseThanYes() {
        assertThat(shell.on("personal-data", "approve", id).code()).isEqualTo(3);
        assertThat(shell.types("").on("personal-data", "approve", id).code()).isEqualTo(4);
        assertThat(shell.on("personal-data", "approve").out()).contains("not approved");
    }

    @Test
    void anUnknownOrExpiredEntryIsRefused() throws IOException {
        Shell.Outcome unknown = shell.on("personal-data", "approve", "0000000000", "--yes");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).startsWith("ACCOUNT-UNKNOWN ").contains(id);
        keep("2026-01-01");
        Shell.Outcome expired = shell.on("personal-data", "approve", list().get(0), "--yes");
        assertThat(expired.code()).isEqualTo(3);
        assertThat(expired.err()).startsWith("ACCOUNT-EXPIRED ");
    }
}
