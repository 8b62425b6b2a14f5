package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymizerBuilder.a;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class DateOrderTest {

    private static RowContext of(String person) {
        return new RowContext() {
            @Override
            public @Nullable String original(String column) {
                return column.equals("customer_no") ? person : null;
            }

            @Override
            public @Nullable String pseudonym(String column) {
                return null;
            }
        };
    }

    @Property(tries = 200)
    void theDaysBetweenOnePersonsEventsStay(
            @ForAll @IntRange(max = 1_000_000) int person, @ForAll @Size(2) int[] anyDays) {
        Pseudonymizer date = a(Recipe.DATE).per("customer_no").make();
        LocalDate first = LocalDate.of(2000, 1, 1).plusDays(Math.floorMod(anyDays[0], 9000));
        LocalDate second = LocalDate.of(2000, 1, 1).plusDays(Math.floorMod(anyDays[1], 9000));

        LocalDate movedFirst =
                LocalDate.parse(Objects.requireNonNull(date.replace(first.toString(), of("C" + person))));
        LocalDate movedSecond =
                LocalDate.parse(Objects.requireNonNull(date.replace(second.toString(), of("C" + person))));

        assertThat(ChronoUnit.DAYS.between(movedFirst, movedSecond)).isEqualTo(ChronoUnit.DAYS.between(first, second));
        assertThat(Math.abs(ChronoUnit.DAYS.between(first, movedFirst))).isBetween(1L, 90L);
    }
}
