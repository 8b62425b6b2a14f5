package io.penstock.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import io.penstock.database.StoreLocation;
import io.penstock.database.h2.EmbeddedStore;
import io.penstock.run.Progress;
import io.penstock.run.RunProblem;
import io.penstock.run.RunState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done at a time, after it, and when another run is in the way; by a clock that the test sets. */
class DueScheduleTest {

    private static final Instant TWO = Instant.parse("2026-11-26T02:00:00Z");

    @TempDir
    Path directory = Path.of("");

    private final SettableClock clock = new SettableClock();
    private final Job job = new Job();
    private final List<String> told = new ArrayList<>();
    private ScheduleStore store = new ScheduleStore(location());

    private StoreLocation location() {
        return EmbeddedStore.in(directory, RunProblem::storeUnusable);
    }

    @BeforeEach
    void open() {
        store = new ScheduleStore(location());
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Every hour from two o'clock on. */
    private long hourly() {
        return add("0 * * * *");
    }

    private long add(String cron) {
        return store.add(new Schedule(
                        0,
                        List.of("sync", "prd", "uat"),
                        "uat",
                        cron,
                        ZoneId.of("UTC"),
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(10),
                        "ann@machine",
                        TWO.minusSeconds(60),
                        TWO))
                .id();
    }

    private Optional<Instant> begin(long id) {
        return new DueSchedule(store, job, (schedule, time) -> told.add(time.times() + " " + time.state()), clock)
                .begin(id, new Progress());
    }

    private List<String> became(long id) {
        return store.times(id, 10).stream()
                .map(time -> time.due() + " " + time.times() + " " + time.state())
                .toList();
    }

    @Test
    void runsAtItsTimeAndComesAgain() {
        long id = hourly();
        clock.set(TWO);
        assertThat(begin(id)).contains(TWO.plusSeconds(3600));
        assertThat(job.runs).isEqualTo(1);
        assertThat(job.goesOn).isFalse();
        assertThat(became(id)).containsExactly("2026-11-26T02:00:00Z 1 done");
        assertThat(store.find(id).orElseThrow().due()).isEqualTo(TWO.plusSeconds(3600));
    }

    @Test
    void runsOnceLateAndMissesTheOthersAfterAnOutage() {
        long id = hourly();
        clock.set(TWO.plus(Duration.ofMinutes(5 * 60 + 20)));
        assertThat(begin(id)).contains(TWO.plus(Duration.ofHours(6)));
        assertThat(job.runs).isEqualTo(1);
        assertThat(became(id)).containsExactly("2026-11-26T07:00:00Z 1 done", "2026-11-26T02:00:00Z 5 missed");
        assertThat(told).containsExactly("5 missed", "1 running", "1 done");
    }

    @Test
    void missesATimeThatItIsTooLateFor() {
        long id = hourly();
        clock.set(TWO.plus(Duration.ofMinutes(31)));
        assertThat(begin(id)).contains(TWO.plusSeconds(3600));
        assertThat(job.runs).isZero();
        assertThat(became(id)).containsExactly("2026-11-26T02:00:00Z 1 missed");

        clock.set(TWO.plus(Duration.ofMinutes(5 * 60 + 31)));
        Optional<Instant> again = begin(id);
        assertThat(again).contains(clock.instant());
        assertThat(begin(id)).contains(TWO.plus(Duration.ofHours(6)));
        assertThat(job.runs).isZero();
        assertThat(became(id)).contains("2026-11-26T03:00:00Z 4 missed", "2026-11-26T07:00:00Z 1 missed");
    }

    @Test
    void isOverAfterItsOneTime() {
        long id = add("");
        clock.set(TWO);
        assertThat(begin(id)).isEmpty();
        assertThat(store.find(id).orElseThrow().due()).isNull();
        assertThat(begin(id)).isEmpty();
        assertThat(job.runs).isEqualTo(1);
    }

    @Test
    void waitsForAnEnvironmentThatIsBusyAndSaysSoOnce() {
        long id = hourly();
        clock.set(TWO);
        job.failure = new PenstockException(RunProblem.ENVIRONMENT_BUSY, "Run 1 works on uat.", "Wait.");
        assertThat(begin(id)).contains(TWO.plusSeconds(60));
        clock.set(TWO.plusSeconds(60));
        assertThat(begin(id)).contains(TWO.plusSeconds(120));
        assertThat(told).containsExactly("1 delayed");
        assertThat(became(id)).containsExactly("2026-11-26T02:00:00Z 1 delayed");

        clock.set(TWO.plusSeconds(120));
        job.failure = null;
        assertThat(begin(id)).contains(TWO.plusSeconds(3600));
        assertThat(became(id)).containsExactly("2026-11-26T02:00:00Z 1 done");
    }

    @Test
    void givesUpAnEnvironmentThatStaysBusy() {
        long id = hourly();
        clock.set(TWO);
        job.failure = new PenstockException(RunProblem.ENVIRONMENT_BUSY, "Run 1 works on uat.", "Wait.");
        begin(id);
        clock.set(TWO.plus(Duration.ofMinutes(11)));
        assertThat(begin(id)).contains(TWO.plusSeconds(3600));
        assertThat(became(id)).containsExactly("2026-11-26T02:00:00Z 1 missed");
        assertThat(told).containsExactly("1 delayed", "1 missed");
    }

    @Test
    void keepsWhyARunFailedAndComesAgain() {
        long id = hourly();
        clock.set(TWO);
        job.failure = new PenstockException(RunProblem.STORE_UNUSABLE, "No.", "Mend it.");
        assertThat(begin(id)).contains(TWO.plusSeconds(3600));
        ScheduledTime time = store.times(id, 1).get(0);
        assertThat(time.state()).isEqualTo("failed");
        assertThat(time.note()).startsWith("STORE-UNUSABLE No.");
        assertThat(time.run()).isEqualTo("run 1");
    }

    /** As a process leaves it that dies in the middle of its run. */
    private long begunByAProcessThatDied(int attempts, RunState state) {
        long id = hourly();
        clock.set(TWO);
        store.put(id, ScheduledTime.running(TWO, attempts).ofRun("earlier"));
        job.states.put("earlier", state);
        return id;
    }

    @Test
    void takesUpWhatAProcessThatDiedHadBegun() {
        long id = begunByAProcessThatDied(1, new RunState.Died());
        assertThat(begin(id)).contains(TWO.plusSeconds(3600));
        assertThat(job.runs).isEqualTo(1);
        assertThat(job.goesOn).as("with the run that was begun").isTrue();
        assertThat(became(id)).containsExactly("2026-11-26T02:00:00Z 1 done");
    }

    @Test
    void leavesARunAloneThatLives() {
        long id = begunByAProcessThatDied(1, new RunState.Running());
        assertThat(begin(id)).contains(TWO.plusSeconds(5));
        assertThat(job.runs).isZero();
    }

    @Test
    void doesNotTakeUpForEverWhatKillsItsProcess() {
        long id = begunByAProcessThatDied(3, new RunState.Died());
        assertThat(begin(id)).contains(TWO.plusSeconds(3600));
        assertThat(job.runs).isZero();
        assertThat(became(id)).containsExactly("2026-11-26T02:00:00Z 1 died");
    }

    @Test
    void believesTheRunItselfWhereItsEndWasNotWritten() {
        long id = begunByAProcessThatDied(1, new RunState.Ended(Outcome.CANCELLED));
        assertThat(begin(id)).contains(TWO.plusSeconds(3600));
        assertThat(job.runs).isZero();
        assertThat(became(id)).containsExactly("2026-11-26T02:00:00Z 1 cancelled");
    }

    @Test
    void forgetsAScheduleThatWasRemovedWhileItRan() {
        long id = hourly();
        clock.set(TWO);
        job.meanwhile = () -> store.remove(id);
        assertThat(begin(id)).contains(TWO.plusSeconds(3600));
        assertThat(store.list()).isEmpty();
        assertThat(store.times(id, 10)).isEmpty();
        assertThat(begin(id)).isEmpty();
    }

    private final class Job implements ScheduledJob {
        private int runs;
        private boolean goesOn;
        private @Nullable PenstockException failure;
        private Runnable meanwhile = () -> {};
        private final Map<String, RunState> states = new HashMap<>();

        @Override
        public void run(Schedule schedule, boolean again, Progress progress, Consumer<String> began) {
            PenstockException thrown = failure;
            if (thrown != null && thrown.getMessage().startsWith("ENVIRONMENT-BUSY")) {
                throw thrown;
            }
            runs++;
            goesOn = again;
            began.accept("run " + runs);
            meanwhile.run();
            if (thrown != null) {
                throw thrown;
            }
        }

        @Override
        public Optional<RunState> state(String run) {
            return Optional.ofNullable(states.get(run));
        }
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.EPOCH;

        void set(Instant to) {
            now = to;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
