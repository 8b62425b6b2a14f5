package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleCommandTest {

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void makeALandscape() throws IOException {
        shell = Shell.withLandscape(directory);
    }

    @Test
    void addsListsAndRemoves() {
        assertThat(shell.on("schedule", "list").out()).isEqualTo("Nothing is run by itself.\n");
        Shell.Outcome added = shell.on(
                "schedule",
                "add",
                "sync",
                "prd",
                "uat",
                "--delete",
                "--dirs",
                "a,b",
                "--cron",
                "0 2 * * *",
                "--zone",
                "Europe/Berlin",
                "--yes");
        assertThat(added.code()).as(added.err()).isZero();
        assertThat(added.out()).startsWith("Schedule 1: sync prd uat --dirs a,b --delete is run by itself: ");
        assertThat(added.err()).contains("No worker is there");
        shell.on("schedule", "sync", "prd", "uat", "--at", "2999-12-01T02:00", "--zone", "UTC", "--yes");

        Shell.Outcome listed = shell.on("schedule", "list", "--next", "2");
        assertThat(listed.out())
                .contains("1  sync prd uat --dirs a,b --delete  (0 2 * * *, Europe/Berlin, by ")
                .contains(" 02:00 CE")
                .contains("2  sync prd uat  (once, UTC, by ", "   next  2999-12-01 02:00 UTC");
        assertThat(listed.out().lines().filter(line -> line.startsWith("   next")))
                .hasSize(3);
        assertThat(shell.on("schedule", "list", "--output", "json")
                        .json()
                        .at("/schedules/1/schedule/next/0")
                        .asString())
                .isEqualTo("2999-12-01T02:00:00Z");

        assertThat(shell.on("schedule", "remove", "1").code()).isZero();
        assertThat(shell.on("schedule", "remove", "1").err()).startsWith("SCHEDULE-UNKNOWN");
        assertThat(shell.on("schedule", "list").out()).doesNotContain("1  sync").contains("2  sync");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prd uat --yes --cron * | 2 | CRON-INVALID",
                "prd uat --yes --at 2020-01-01T02:00 | 2 | SCHEDULE-TIME-WRONG",
                "prd uat --yes --at 2999-01-01T02:00 --zone Berlin | 2 | ZONE-UNKNOWN",
                "uat prd --yes --cron @daily | 3 | DIRECTION-INTO-PRODUCTION",
                "prd qa --yes --cron @daily | 2 | ENVIRONMENT-UNKNOWN",
                "prd uat --cron @daily | 3 | NOT-CONFIRMED",
                "prd uat --cron nightly | 2 | CRON-INVALID",
                "prd uat --yes | 2 | COMMAND-WRONG",
                "prd uat --yes --cron @daily --at 2999-01-01T02:00 | 2 | COMMAND-WRONG",
                "prd uat --yes --cron @daily --late soon | 2 | COMMAND-WRONG"
            })
    void refusesWhatCouldNotRun(String words, int code, String problem) {
        List<String> all = new ArrayList<>(List.of("schedule", "add", "sync"));
        all.addAll(List.of(words.strip().split(" ")));
        Shell.Outcome outcome = shell.on(all.toArray(String[]::new));

        assertThat(outcome.err()).startsWith(problem);
        assertThat(outcome.code()).isEqualTo(code);
        assertThat(shell.on("schedule", "list").out()).isEqualTo("Nothing is run by itself.\n");
    }

    @Test
    void asksAPersonForTheNameOfTheTarget() {
        assertThat(shell.types("uat")
                        .on("schedule", "add", "sync", "prd", "uat", "--cron", "@daily")
                        .code())
                .isZero();
        assertThat(shell.types("prd")
                        .on("schedule", "add", "sync", "prd", "uat", "--cron", "@daily")
                        .err())
                .contains("CONFIRMATION-DIFFERS");
    }

    @Test
    void hasBackupsMade() throws IOException {
        assertThat(shell.on("schedule", "add", "backup", "prd", "--cron", "@daily")
                        .err())
                .startsWith("BACKUPS-NOT-CONFIGURED");
        Path file = directory.resolve("penstock.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        + "\nbackups: {folder: kept, key: \"bm90IGEgc2VjcmV0OiBhIGtleSBvZiBhIHRlc3QgYWxvbmU=\"}\n");
        Shell.Outcome added = shell.on("schedule", "add", "backup", "prd", "--for", "uat", "--cron", "@daily");
        assertThat(added.code()).as(added.err()).isZero();
        assertThat(added.out()).startsWith("Schedule 1: backup create prd --for uat is run by itself: ");
        assertThat(shell.on("schedule", "add", "backup", "uat", "--for", "prd", "--cron", "@daily")
                        .err())
                .contains("DIRECTION-INTO-PRODUCTION");
        assertThat(shell.on("schedule", "add", "backup", "qa", "--cron", "@daily")
                        .err())
                .contains("ENVIRONMENT-UNKNOWN");
    }
}
