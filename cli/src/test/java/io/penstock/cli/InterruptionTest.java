package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.run.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptionTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<Integer> halts = new ArrayList<>();

    private final Interruption interruption =
            new Interruption(new PrintStream(said, true, StandardCharsets.UTF_8), Runtime.getRuntime()) {
                @Override
                void halt(int exitCode) {
                    halts.add(exitCode);
                }
            };

    @Test
    void endsAtOnceWhatOnlyReads() {
        interruption.run();
        assertThat(halts).containsExactly(4);
        assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("COMMAND-CANCELLED ");
    }

    @Test
    void asksARunToEndAndPassesOnItsExitCode() {
        Cancellation run = new Cancellation();
        interruption.cancels(run);
        Thread worker = new Thread(() -> {
            while (!run.requested()) {
                Thread.onSpinWait();
            }
            interruption.ended(4);
        });
        worker.start();
        interruption.run();
        assertThat(halts).containsExactly(4);
        assertThat(run.requested()).isTrue();
    }

    @Test
    void letsShortWorkEndInItsOwnWay() {
        interruption.waits();
        new Thread(() -> interruption.ended(0)).start();
        interruption.run();
        assertThat(halts.stream().allMatch(code -> code == 0)).isTrue();
    }

    @Test
    void doesNothingAtAnOrdinaryEnd() {
        interruption.ended(0);
        interruption.run();
        assertThat(halts).isEmpty();
    }
}
