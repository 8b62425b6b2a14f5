package io.penstock.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberingTest {

    @Test
    void givesWhatThePseudonymizerBehindGivesForMoreValuesThanItHolds() {
        Remembering remembering = new Remembering((value, row) -> value.endsWith("7") ? null : "x" + value);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 20_000; i++) {
                String value = "v" + i;
                assertThat(remembering.replace(value, RowContext.NONE))
                        .isEqualTo(value.endsWith("7") ? null : "x" + value);
            }
        }
    }

    @Test
    void asksOnceForAValueThatComesBackAndAlwaysForALongOne() {
        AtomicInteger asked = new AtomicInteger();
        Remembering remembering = new Remembering((value, row) -> "x" + asked.incrementAndGet());
        assertThat(remembering.replace("Berlin", RowContext.NONE)).isEqualTo("x1");
        assertThat(remembering.replace("Berlin", RowContext.NONE)).isEqualTo("x1");
        String text = "long ".repeat(100);
        assertThat(remembering.replace(text, RowContext.NONE)).isEqualTo("x2");
        assertThat(remembering.replace(text, RowContext.NONE)).isEqualTo("x3");
    }
}
