package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Figures;
import io.penstock.run.Progress;
import io.penstock.run.Progress.InFlight;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTextTest {

    private static final long SECOND = 1_000_000_000L;
    private static final List<InFlight> TWO = List.of(
            new InFlight("edit", "copy public.customer 1/2", 0.375),
            new InFlight("edit", "index public.product_name_idx", 0));

    private static ProgressText quarterDone(int columns, boolean clusters) {
        ProgressText text = new ProgressText(columns, clusters);
        text.add(new Progress.View("edit", "copying", 0, 0, 0, 0, List.of()), 0);
        text.add(new Progress.View("edit", "copying", 0.25, 30_000, 40_000, 8_000_000, TWO), 4 * SECOND);
        return text;
    }

    @Test
    void ratesAndRemainingTimeFollowFromTheMoments() {
        ProgressText text = quarterDone(79, false);
        assertThat(text.line())
                .isEqualTo("25 % copying: 30,000 rows copied, 10,000 rows/s, 2.0 MB/s, 12 s left;"
                        + " copy public.customer 1/2 37 %, index public.product_name_idx");
        assertThat(text.area())
                .containsExactly(
                        "[######..................]  25 %, 12 s left",
                        "  30,000 rows copied, 10,000 rows/s, 2.0 MB/s",
                        "  copying",
                        "    copy public.customer 1/2 37 %",
                        "    index public.product_name_idx");
    }

    @Test
    void eachLineNamesTheClusterWhenThereIsMoreThanOne() {
        ProgressText text = quarterDone(79, true);
        assertThat(text.line()).startsWith("25 % edit copying: ").contains("; edit copy public.customer 1/2 37 %");
        assertThat(text.area())
                .contains("  edit copying", "    edit copy public.customer 1/2 37 %")
                .contains("    edit index public.product_name_idx");
    }

    @Test
    void howFarATableIsStaysInSightInANarrowTerminal() {
        assertThat(quarterDone(31, true).area())
                .containsExactly(
                        "[#....]  25 %, 12 s left",
                        "  30,000 rows copied",
                        "  10,000 rows/s, 2.0 MB/s",
                        "  edit copying",
                        "    edit copy …ustomer 1/2 37 %",
                        "    edit index pu…duct_name_idx");
    }

    @Test
    void staysWithinANarrowTerminal() {
        ProgressText text = new ProgressText(20, false);
        InFlight work = new InFlight("live", "index public.a_table_with_a_long_name", 1);
        text.add(new Progress.View("live", "s", 1, 1, 1, 1, Collections.nCopies(30, work)), SECOND);
        assertThat(text.area()).allMatch(line -> line.length() <= 20).hasSizeLessThan(14);
    }

    @Test
    void aNameOfADatabaseCannotSteerTheTerminal() {
        ProgressText text = new ProgressText(79, false);
        InFlight work = new InFlight("live", "copy public.a\u001b[2Jb\nc", 0);
        text.add(new Progress.View("live", "s", 0, 0, 0, 0, List.of(work)), SECOND);
        assertThat(text.area()).contains("    copy public.a\\u001b[2Jb\\u000ac");
    }

    @Test
    void figuresAreReadable() {
        assertThat(Figures.bytes(999)).isEqualTo("999 B");
        assertThat(Figures.bytes(999_999)).isEqualTo("1.0 MB");
        assertThat(Figures.bytes(12_300_000_000L)).isEqualTo("12 GB");
        assertThat(Figures.duration(3725)).isEqualTo("1:02:05 h");
        assertThat(Figures.duration(187)).isEqualTo("3:07 min");
        assertThat(Figures.precise(0.42)).isEqualTo("0.4 s");
        assertThat(Figures.precise(9.96)).isEqualTo("10 s");
    }
}
