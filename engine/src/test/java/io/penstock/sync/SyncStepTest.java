package io.penstock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.run.Run;
import io.penstock.run.RunDetails;
import io.penstock.run.RunState;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SyncStepTest {

    private static final Instant NOW = Instant.EPOCH;

    @Test
    void aRunThatDiedInAKnownStepMayBeTakenUp() {
        assertThat(SyncStep.mayBeTakenUp(died("locking", "copying and proving")))
                .isTrue();
        assertThat(SyncStep.mayBeTakenUp(died())).isTrue();
    }

    @Test
    void aRunThatDiedInAStepThatNobodyHasDeclaredIsLeftToAPerson() {
        assertThat(SyncStep.mayBeTakenUp(died("locking", "baking"))).isFalse();
        assertThat(SyncStep.mayBeTakenUp(died("baking", "swapping")))
                .as("it was done")
                .isTrue();
    }

    /** The last of the steps is the one in which it died. */
    private static RunDetails died(String... steps) {
        List<RunDetails.Step> all = Stream.of(steps)
                .map(name -> new RunDetails.Step(
                        1, name, "", name.equals(steps[steps.length - 1]) ? "died" : "done", NOW, null, 1))
                .toList();
        Run run = new Run("1", "sync prd uat", "uat", "ann", NOW, null, new RunState.Died(), "elsewhere", 1);
        return new RunDetails(run, "", 0, all, List.of(), List.of());
    }
}
