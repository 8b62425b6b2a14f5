package io.penstock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.run.Progress;
import org.junit.jupiter.api.Test;

class ExpectationTest {

    private final Progress progress = new Progress();

    private void work(long weight) {
        try (Progress.Activity activity = progress.begin("copy", "public.customer", weight)) {
            activity.completed();
        }
    }

    @Test
    void theFirstOfTwoEqualDatabasesIsHalfOfTheWayHoweverFarTheGuessWasOff() {
        Expectation expectation = new Expectation(progress);
        expectation.guess("edit", 100);
        expectation.guess("live", 100);
        expectation.know("edit", 700);
        work(700);
        assertThat(progress.view().fraction()).isEqualTo(0.5);
        expectation.know("live", 700);
        work(700);
        assertThat(progress.view().fraction()).isEqualTo(1);
    }
}
