package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymizerBuilder.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.database.ColumnKind;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimeShiftTest {

    private record Person(String id) implements RowContext {
        @Override
        public @Nullable String original(String column) {
            return column.equals("id") ? id : null;
        }

        @Override
        public @Nullable String pseudonym(String column) {
            return null;
        }
    }

    private static LocalDateTime read(String text) {
        return LocalDateTime.parse(text.substring(0, 19).replace(' ', 'T'));
    }

    @Property(tries = 300)
    void movesWithinTheWindowAndKeepsFractionAndZone(@ForAll @IntRange(min = 0, max = 2_000_000_000) int seconds) {
        LocalDateTime time = LocalDateTime.of(1970, 1, 1, 0, 0).plusSeconds(seconds);
        String value = time.toLocalDate() + " "
                + time.toLocalTime().format(java.time.format.DateTimeFormatter.ISO_LOCAL_TIME) + ".123456+02";

        String made = a(Recipe.TIMESTAMP)
                .kind(ColumnKind.TIMESTAMP, "timestamp with time zone")
                .within(10)
                .replace(value);

        assertThat(made).hasSize(value.length()).endsWith(".123456+02").isNotEqualTo(value);
        assertThat(Duration.between(time, read(made)).abs()).isLessThanOrEqualTo(Duration.ofDays(10));
    }

    @Property(tries = 200)
    void onePersonsTimesMoveByTheDaysOfTheirDates(@ForAll @IntRange(min = 1, max = 5000) int id) {
        Person person = new Person("" + id);
        Pseudonymizer times = a(Recipe.TIMESTAMP)
                .kind(ColumnKind.TIMESTAMP, "timestamp")
                .per("id")
                .make();
        Pseudonymizer dates =
                a(Recipe.DATE).kind(ColumnKind.DATE, "date").per("id").make();

        String time = Objects.requireNonNull(times.replace("2020-02-28 23:59:58.5", person));
        String date = Objects.requireNonNull(dates.replace("2020-02-28", person));

        assertThat(time).isEqualTo(date + " 23:59:58.5");
    }

    @Test
    void countersOfSecondsAndMillisecondsMoveAlikeForOnePerson() {
        Pseudonymizer times =
                a(Recipe.TIMESTAMP).kind(ColumnKind.INTEGER, "bigint").per("id").make();
        Person person = new Person("7");

        long seconds = Long.parseLong(Objects.requireNonNull(times.replace("1588666200", person)));
        long millis = Long.parseLong(Objects.requireNonNull(times.replace("1588666200123", person)));

        assertThat(millis).isEqualTo(seconds * 1000 + 123);
        assertThat(Math.floorMod(seconds - 1_588_666_200L, 86_400L)).isZero();
        assertThat(seconds).isNotEqualTo(1_588_666_200L);
    }

    @Test
    void minutesAloneStayMinutesAndDatesMoveByDays() {
        assertThat(a(Recipe.TIMESTAMP).replace("2020-05-05T08:30"))
                .matches("20(19|20)-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}");
        assertThat(LocalDate.parse(a(Recipe.TIMESTAMP).replace("2020-05-05"))).isNotEqualTo(LocalDate.of(2020, 5, 5));
    }

    @Test
    void whatIsNoTimeIsReplacedByShapeAndCounted() {
        PseudonymizerBuilder builder = a(Recipe.TIMESTAMP);

        assertThat(builder.replace("2020-13-45 99:00:00"))
                .matches("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}");
        assertThat(builder.replace("yesterday")).matches("[a-z]{9}").isNotEqualTo("yesterday");
        assertThat(builder.odd.count()).isEqualTo(2);
    }
}
