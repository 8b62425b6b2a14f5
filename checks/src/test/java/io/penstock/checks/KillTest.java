package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.checks.TwoClusters.Generations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the middle of a sync leaves the target as before or as after, and the next one cleans up. */
@Tag("postgresql")
class KillTest {

    @TempDir
    Path directory;

    @Test
    void isAsBeforeOrAsAfterWheneverItIsKilled() throws Exception {
        killAtRandomMoments(new TwoClusters(directory, Postgres.low(), Postgres.low()), 10);
    }

    @Test
    void isAsBeforeOrAsAfterOnTwoServers() throws Exception {
        killAtRandomMoments(new TwoClusters(directory, Postgres.low(), Postgres.high()), 4);
    }

    private static void killAtRandomMoments(TwoClusters uat, int times) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        uat.sync(0);
        long whole = measure(uat);
        List<String> moments = new ArrayList<>();
        for (int i = 1; i <= times; i++) {
            uat.change(i);
            SyncProcess process = SyncProcess.start(uat.scenario().configuration());
            // Some are to hit the swap, which is short.
            boolean fromSwapOn = i % 2 == 0;
            process.until(fromSwapOn ? "swapping" : "planning");
            long after =
                    fromSwapOn ? random.nextLong(60) : whole * (i - 1) / times + random.nextLong(whole / times + 1);
            boolean killed = process.killAfter(after);
            moments.add((killed ? "killed" : "over") + " after " + after + " ms of " + whole
                    + (fromSwapOn ? " from the swap on" : ""));
            String story = "seed " + seed + ", " + moments;
            assertThat(uat.generations().edit()).as(story).isIn(i - 1, i);
            assertThat(uat.generations().live()).as(story).isIn(i - 1, i);
            assertThat(uat.generations().files())
                    .as("each file is as before or as after, " + story)
                    .isSubsetOf(i - 1, i);

            if (i % 3 == 0) {
                uat.scenario().settle(Scenario.request("prd", "uat"));
                assertThat(uat.generations()).as(story).isIn(Generations.all(i - 1), Generations.all(i));
            }
            uat.scenario().sync();

            assertThat(uat.generations()).as(story).isEqualTo(Generations.all(i));
            assertThat(uat.leftovers()).as(story).isEmpty();
        }
        assertThat(moments).as("seed " + seed).anyMatch(moment -> moment.startsWith("killed"));
    }

    @Test
    void beginsAnewAfterAFirstSyncThatWasKilled() throws Exception {
        for (int millis : new int[] {0, 15, 40}) {
            Path place = directory.resolve("after" + millis);
            TwoClusters uat = new TwoClusters(place, Postgres.low(), Postgres.low()).change(1);
            SyncProcess process = SyncProcess.start(uat.scenario().configuration());
            process.until("swapping");
            process.killAfter(millis);

            uat.scenario().sync();

            assertThat(uat.generations()).as("killed after " + millis + " ms").isEqualTo(Generations.all(1));
            assertThat(uat.leftovers()).isEmpty();
        }
    }

    /** How long a whole run takes after it was planned, in milliseconds. */
    private static long measure(TwoClusters uat) throws Exception {
        SyncProcess process = SyncProcess.start(uat.scenario().configuration());
        process.until("planning");
        long began = System.nanoTime();
        process.until(SyncProcess.DONE);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        assertThat(process.end()).isZero();
        return took;
    }
}
