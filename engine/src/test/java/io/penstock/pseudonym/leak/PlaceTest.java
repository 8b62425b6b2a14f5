package io.penstock.pseudonym.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaceTest {

    private static final double CROWDED = 1;

    private final int number = Tag.number(9);

    private static Place.Result together(Place... places) {
        FingerprintRuns none = new FingerprintRuns(Path::of, "none");
        return Place.together(List.of(places), FingerprintSet.of(none, none, Path::of, "none"));
    }

    @Test
    void namesTheRowsOfALeakAndNotThoseThatHoldSomethingByChance() {
        Place place = new Place("public.orders.note", true);
        for (int id = 1; id <= 5; id++) {
            place.tried(number, false);
            place.hit(number, false, CROWDED);
            place.endRow(Optional.of("id=" + id));
        }
        Place ofAnotherThread = new Place("public.orders.note", true);
        ofAnotherThread.hit(Tag.ADDRESS, true, 0);
        ofAnotherThread.endRow(Optional.of("id=77"));

        Place.Result result = together(place, ofAnotherThread);

        assertThat(result.leaks())
                .containsExactly(new Finding("public.orders.note", "an e-mail address", 1, List.of("id=77")));
        assertThat(result.lookAlikes()).containsExactly(new Finding("public.orders.note", "a number", 5, List.of()));
    }

    @Test
    void namesNoRowWhoseKeyIsUnknownAndNoneTwice() {
        Place place = new Place("t.c", true);
        place.hit(Tag.ADDRESS, true, 0);
        place.endRow(Optional.empty());
        place.unchanged();
        place.endRow(Optional.of("id=1"));
        place.hit(Tag.ADDRESS, true, 0);
        place.hit(Tag.ADDRESS, true, 0);
        place.endRow(Optional.of("id=2"));

        assertThat(together(place).leaks())
                .containsExactlyInAnyOrder(
                        new Finding("t.c", "an e-mail address", 3, List.of("id=2")),
                        new Finding("t.c", "the value that the row has in the source", 1, List.of("id=1")));
    }
}
