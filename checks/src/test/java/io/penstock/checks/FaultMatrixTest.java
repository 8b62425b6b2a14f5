package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.penstock.checks.FaultLandscape.Content;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each step of a sync with each fault. UAT is as before or as after, nothing stays stopped or silenced without a word, no personal value rests outside of PRD, and the next run works.
 * A few cells are tried always, all of them with {@code -Dpenstock.faults=all}.
 */
@Tag("postgresql")
class FaultMatrixTest {

    /** Which cells are tried: a pattern of step and fault, or {@code all}. */
    private static final String WHICH = System.getProperty(
            "penstock.faults",
            "COPY (KILLED|STORE_UNREACHABLE)|SILENCE DISK_FULL|SWAP_DATABASES TARGET_RESTARTED|SWAP_FILES REBOOTED|START HOOK_FAILS");

    @TempDir
    static Path directory;

    private static @Nullable FaultLandscape standing;

    static Stream<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (FaultStep step : FaultStep.values()) {
            for (Fault fault : Fault.values()) {
                if (fault.concerns(step) && (WHICH.equals("all") || (step + " " + fault).matches(WHICH))) {
                    cells.add(Arguments.of(step, fault));
                }
            }
        }
        return cells.stream();
    }

    @AfterAll
    static void tearDown() throws Exception {
        if (standing != null) {
            standing.close();
            standing = null;
        }
    }

    private static FaultLandscape landscape() throws Exception {
        if (standing == null) {
            FaultLandscape made = new FaultLandscape(Files.createTempDirectory(directory, "landscape"));
            standing = made;
            made.scenario(60).sync();
        }
        return standing;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cells")
    void isAsBeforeOrAsAfter(FaultStep step, Fault fault) throws Exception {
        FaultLandscape landscape = landscape();
        boolean held = false;
        try {
            assumeThat(fault != Fault.DISK_FULL
                            || landscape.disk(Fault.disk(step)).mounted())
                    .as("this machine may mount a small disk")
                    .isTrue();
            cell(landscape, step, fault);
            held = true;
        } finally {
            if (!held) {
                // What a failed cell leaves must not trouble the others.
                tearDown();
            }
        }
    }

    @Test
    void ofTwoOperatorsAtOnceOneIsRefusedAndToldWhoTheOtherIs() throws Exception {
        FaultLandscape landscape = landscape();
        landscape.change();
        try (FaultRun first = FaultRun.heldAt(landscape, FaultStep.STOP)) {
            FaultRun.End second = FaultRun.free(landscape, FaultStep.STOP, 60).end();
            first.release();

            assertThat(second.exit()).as(second.told()).isEqualTo(3);
            assertThat(second.told())
                    .contains("ENVIRONMENT-BUSY")
                    .contains("sync prd uat")
                    .contains("started by " + System.getProperty("user.name") + "@")
                    .contains("process " + first.pid() + " of ");
            assertThat(first.end().exit()).isZero();
            first.awaitHook();
        }
        assertThat(landscape.isUpToDate(landscape.content())).isTrue();
    }

    @Test
    void whileTheMailServerIsDownTheRunGoesOnAndMailIsSentLater() throws Exception {
        FaultLandscape landscape = landscape();
        landscape.change();
        landscape.mail().purgeEmailFromAllMailboxes();
        landscape.post().shut();
        FaultRun.End end;
        try {
            end = FaultRun.free(landscape, FaultStep.MESSAGES, 60).end();
        } finally {
            landscape.post().reopen();
        }
        assertThat(end.exit()).as(end.told()).isZero();
        assertThat(landscape.isUpToDate(landscape.content())).isTrue();
        assertThat(landscape.leftovers())
                .containsExactly("[penstock uat] sync prd uat has begun", "[penstock uat] sync prd uat is done");
        assertThat(landscape.mail().getReceivedMessages()).isEmpty();

        landscape.scenario(60).open().messages().deliver();

        assertThat(landscape.leftovers()).isEmpty();
        assertThat(landscape.mail().getReceivedMessages()).hasSize(2);
    }

    private static void cell(FaultLandscape landscape, FaultStep step, Fault fault) throws Exception {
        landscape.told();
        Content before = landscape.content();
        landscape.change();
        FaultRun.End end = run(landscape, step, fault);
        Content found = landscape.content();
        Downtimes downtimes = new Downtimes();
        downtimes.heard(landscape.told());
        String story = step + " " + fault + ": exit " + end.exit() + ", hooks " + downtimes + "\n" + end.told();
        assertThat(landscape.personal())
                .as("places of personal values, " + story)
                .isEmpty();
        if (!fault.kills()) {
            assertThat(end.exit() == 0 || end.told().matches("(?s).*\\R[A-Z]+-[A-Z-]+ .*"))
                    .as("says why, " + story)
                    .isTrue();
            assertThat(downtimes.left())
                    .as("what stays stopped is said, " + story)
                    .allMatch(end.told()::contains);
        }
        boolean left =
                fault.kills() || !downtimes.left().isEmpty() || end.told().contains("SWAP-UNFINISHED");

        Scenario next = landscape.scenario(60);
        List<String> settled = left ? next.settle(Scenario.request("prd", "uat")) : List.of();
        Content ended = left ? landscape.content() : found;
        downtimes.heard(landscape.told());
        story += "settled " + settled + ", hooks " + downtimes + "\n";
        assertThat(downtimes.left()).as("what stays stopped, " + story).isEmpty();
        next.sync();
        Content after = landscape.content();
        downtimes.heard(landscape.told());

        assertThat(landscape.isUpToDate(after))
                .as("the next run brought all, " + story)
                .isTrue();
        assertThat(downtimes.left())
                .as("what stays stopped after the next run, " + story)
                .isEmpty();
        assertThat(landscape.leftovers())
                .as("what stays after the next run, " + story)
                .isEmpty();
        assertThat(found.isMadeOf(before, after))
                .as("of two generations, " + story)
                .isTrue();
        boolean asAfter = ended.holdsTheSameAs(after);
        assertThat(asAfter || ended.holdsTheSameAs(before))
                .as("as before or as after, " + story)
                .isTrue();
        assertThat(ended.mark().equals(before.mark()))
                .as("the seal is that of the rows, " + story)
                .isNotEqualTo(asAfter);
        assertThat(end.exit()).as("the exit code, " + story).isIn(fault.exits(step));
        assertThat(asAfter).as("as the page says, " + story).isEqualTo(fault.endsAsAfter(step));
    }

    private static FaultRun.End run(FaultLandscape landscape, FaultStep step, Fault fault) throws Exception {
        if (fault.ofHook()) {
            Path broken =
                    Files.createFile(landscape.file((fault == Fault.HOOK_FAILS ? "fail-" : "hang-") + step.words()[0]));
            try (FaultRun run = FaultRun.free(landscape, step, 1)) {
                return run.end();
            } finally {
                Files.delete(broken);
            }
        }
        try (FaultRun run = FaultRun.heldAt(landscape, step)) {
            fault.strike(landscape, run, step);
            run.release();
            FaultRun.End end = run.end();
            run.awaitHook();
            return end;
        } finally {
            fault.mend(landscape, step);
        }
    }
}
