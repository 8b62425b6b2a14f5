package io.penstock.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.PenstockException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId UTC = ZoneId.of("UTC");

    private static List<String> times(String cron, ZoneId zone, String after, int number) {
        List<String> times = new ArrayList<>();
        Optional<Instant> next = Cron.of(cron).next(Instant.parse(after), zone);
        while (next.isPresent() && times.size() < number) {
            times.add(LocalTimes.shown(next.get(), zone));
            next = Cron.of(cron).next(next.get(), zone);
        }
        return times;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 2 * * *       | 2026-11-25T01:59:59Z | 2026-11-25 02:00 UTC",
                "0 2 * * *       | 2026-11-25T02:00:00Z | 2026-11-26 02:00 UTC",
                "*/20 8-9 * * *  | 2026-11-25T08:41:00Z | 2026-11-25 09:00 UTC",
                "5/25 * * * *    | 2026-11-25T08:31:00Z | 2026-11-25 08:55 UTC",
                "0 6 * * mon-fri | 2026-11-27T07:00:00Z | 2026-11-30 06:00 UTC",
                "0 6 * * 7       | 2026-11-25T07:00:00Z | 2026-11-29 06:00 UTC",
                "0 6 * * 0       | 2026-11-25T07:00:00Z | 2026-11-29 06:00 UTC",
                "0 6 31 * *      | 2026-11-25T07:00:00Z | 2026-12-31 06:00 UTC",
                "0 0 29 2 *      | 2096-03-01T00:00:00Z | 2104-02-29 00:00 UTC",
                "0 0 1 jan,JUL * | 2026-11-25T07:00:00Z | 2027-01-01 00:00 UTC",
                "0 0 13 * fri    | 2026-11-25T07:00:00Z | 2026-11-27 00:00 UTC",
                "0 0 13 * */1    | 2026-11-25T07:00:00Z | 2026-12-13 00:00 UTC",
                "@weekly         | 2026-11-25T07:00:00Z | 2026-11-29 00:00 UTC"
            })
    void findsTheNextTime(String cron, String after, String expected) {
        assertThat(times(cron, UTC, after, 1)).containsExactly(expected);
    }

    @Test
    void takesATimeThatDoesNotExistWhenClocksArePutForward() {
        assertThat(times("30 2 * * *", BERLIN, "2027-03-27T00:00:00Z", 3))
                .containsExactly("2027-03-27 02:30 CET", "2027-03-28 03:00 CEST", "2027-03-29 02:30 CEST");
        assertThat(times("*/20 1-3 28 3 *", BERLIN, "2027-03-28T00:30:00Z", 4))
                .as("all that do not exist are one")
                .containsExactly(
                        "2027-03-28 01:40 CET",
                        "2027-03-28 03:00 CEST",
                        "2027-03-28 03:20 CEST",
                        "2027-03-28 03:40 CEST");
    }

    @Test
    void takesATimeThatExistsTwiceTheFirstTimeOnly() {
        assertThat(times("30 2 * * *", BERLIN, "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25 02:30 CEST", "2026-10-26 02:30 CET");
        assertThat(times("30 2 * * *", BERLIN, "2026-10-25T00:45:00Z", 1))
                .as("between the two")
                .containsExactly("2026-10-26 02:30 CET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0 2 * *",
                "0 0 2 * * ?",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "a * * * *",
                "5-1 * * * *",
                "*/0 * * * *",
                "1,, * * * *",
                "-1 * * * *",
                "1-2-3 * * * *",
                "0 0 30 2 *",
                "99999999999 * * * *",
                "@noon"
            })
    void refusesWhatIsNoExpression(String cron) {
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> Cron.of(cron))
                .withMessageStartingWith("CRON-INVALID");
    }

    @Test
    void saysWhichFieldIsWrong() {
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> Cron.of("0 25 * * *"))
                .withMessageContaining("'25' is no hour: that is 0 to 23");
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> LocalTimes.zone("berlin"))
                .withMessageContaining("ZONE-UNKNOWN")
                .withMessageContaining("Did you mean Europe/Berlin?");
    }

    @Test
    void refusesADateThatIsOverOrNeverComes() {
        Instant now = Instant.parse("2026-11-25T12:00:00Z");
        assertThat(LocalTimes.date("2026-12-01T02:00", BERLIN, now)).isEqualTo("2026-12-01T01:00:00Z");
        for (String wrong : List.of("2026-11-25T13:00", "2027-03-28T02:30", "tomorrow", "2026-12-01")) {
            assertThatExceptionOfType(PenstockException.class)
                    .isThrownBy(() -> LocalTimes.date(wrong, BERLIN, now))
                    .withMessageStartingWith("SCHEDULE-TIME-WRONG");
        }
    }
}
