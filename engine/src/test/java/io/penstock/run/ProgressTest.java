package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.run.Progress.InFlight;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final Progress progress = new Progress();

    private static Work work(String kind, String name, long weight, long size) {
        return new Work(kind, name, "public.customer", weight, size, List.of(), monitor -> {});
    }

    @Test
    void countsRowsAsCopiedOnceAndNamesWhatIsDoneForWhichCluster() {
        progress.expect(2000);
        progress.cluster("edit");
        Progress.Activity copy = progress.begin(work("copy", "public.customer 1/2", 1000, 1000));
        copy.advanced(10, 500);
        assertThat(progress.view().fraction()).isEqualTo(0.25);
        assertThat(progress.view().inFlight()).containsExactly(new InFlight("edit", "copy public.customer 1/2", 0.5));
        copy.completed();
        copy.close();
        progress.cluster("live");
        try (Progress.Activity proof = progress.begin(work("proof", "public.customer", 333, 1000))) {
            proof.advanced(10, 250);
            assertThat(progress.view().copied()).isEqualTo(10);
            assertThat(progress.view().rows()).isEqualTo(20);
            assertThat(progress.view().inFlight()).containsExactly(new InFlight("live", "proof public.customer", 0.25));
        }
    }

    @Test
    void aNameThatSaysWhatIsDoneIsNotSaidTwice() {
        progress.begin(work("index", "index public.customer_email_idx", 1000, 0));
        assertThat(progress.view().inFlight()).containsExactly(new InFlight("", "index public.customer_email_idx", 0));
    }

    @Test
    void keepsWhatWasBrokenOffAsSuch() {
        progress.cluster("live");
        progress.begin(work("copy", "public.customer", 10, 10)).close();
        assertThat(progress.done()).singleElement().satisfies(done -> {
            assertThat(done.completed()).isFalse();
            assertThat(done.cluster()).isEqualTo("live");
            assertThat(done.table()).isEqualTo("public.customer");
        });
        assertThat(progress.view().fraction()).isZero();
    }
}
