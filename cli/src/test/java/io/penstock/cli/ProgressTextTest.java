package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.run.Progress;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTextTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void ratesAndRemainingTimeFollowFromTheMoments() {
        ProgressText text = new ProgressText(79);
        text.add(new Progress.View("copying", 0, 0, 0, List.of()), 0);
        text.add(new Progress.View("copying", 0.25, 40_000, 8_000_000, List.of("copy customer 1/2")), 4 * SECOND);
        assertThat(text.line()).isEqualTo("25 % copying: 40,000 rows, 10,000 rows/s, 2.0 MB/s, 12 s left");
        assertThat(text.area())
                .containsExactly(
                        "[######..................]  25 %, 12 s left",
                        "  40,000 rows, 10,000 rows/s, 2.0 MB/s", "  copying", "    copy customer 1/2");
    }

    @Test
    void staysWithinANarrowTerminal() {
        ProgressText text = new ProgressText(20);
        text.add(
                new Progress.View("s", 1, 1, 1, Collections.nCopies(30, "index public.a_table_with_a_long_name")),
                SECOND);
        assertThat(text.area()).allMatch(line -> line.length() <= 20).hasSizeLessThan(14);
    }

    @Test
    void figuresAreReadable() {
        assertThat(Figures.bytes(999)).isEqualTo("999 B");
        assertThat(Figures.bytes(999_999)).isEqualTo("1.0 MB");
        assertThat(Figures.bytes(12_300_000_000L)).isEqualTo("12 GB");
        assertThat(Figures.duration(3725)).isEqualTo("1:02:05 h");
        assertThat(Figures.duration(187)).isEqualTo("3:07 min");
    }
}
