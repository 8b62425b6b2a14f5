package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.database.PreparationSession;
import io.penstock.database.WorkMonitor;
import io.penstock.prepare.cartridge.PreparationStep;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Has foreign preparers run in a process of their own, which is started for the first of them, and anew after one that did not survive. For one thread. */
final class ForeignSteps implements AutoCloseable {

    private static final String CANCELLED = "the run was ended";
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final PreparationSession session;
    private final StepRegistry registry;
    private final Supplier<ForeignMessage.Terms> terms;
    private volatile @Nullable ForeignProcess process;
    private volatile boolean cancelled;
    private String identity = "";

    /** @param registry in which the ends of steps are entered whose process could not do it */
    ForeignSteps(PreparationSession session, StepRegistry registry, Supplier<ForeignMessage.Terms> terms) {
        this.session = session;
        this.registry = registry;
        this.terms = terms;
    }

    /** Performs a step whose begin is entered and committed, and enters its end. */
    StepOutcome execute(PreparationStep step, WorkMonitor monitor, @Nullable Duration limit) {
        Instant began = Instant.now();
        String lost;
        try (WorkMonitor.Interruptible interruptible = monitor.interruptible(this::cancel)) {
            ForeignProcess running = running();
            if (cancelled) {
                // It came before there was a process to be killed.
                running.kill(CANCELLED);
            }
            running.say(new ForeignMessage.Order(StepKey.of(step), step.cartridge(), registry.number()));
            Optional<ForeignMessage.Answer> answer = running.answer(limit);
            StepOutcome outcome = answer.map(ForeignMessage.Answer::outcome).orElse(null);
            if (answer.isPresent() && outcome != null) {
                registry.number(answer.get().number());
                if (answer.get().spent()) {
                    close();
                }
                return outcome;
            }
            lost = answer.map(ForeignMessage.Answer::problem).orElseGet(running::end);
        } catch (IOException e) {
            ForeignProcess ended = process;
            lost = ended == null ? "its process could not be started" : ended.end();
        }
        return lost(step, began, Objects.requireNonNullElse(lost, "its process was lost"));
    }

    private void cancel() {
        cancelled = true;
        ForeignProcess running = process;
        if (running != null) {
            running.kill(CANCELLED);
        }
    }

    private ForeignProcess running() throws IOException {
        ForeignProcess known = process;
        if (known != null) {
            return known;
        }
        ForeignProcess started = ForeignProcess.start(terms.get());
        process = started;
        Optional<ForeignMessage.Answer> ready = started.answer(START_LIMIT);
        String session = ready.map(ForeignMessage.Answer::session).orElse(null);
        if (session == null && !cancelled) {
            throw new PenstockException(
                    PrepareProblem.STEP_INVALID,
                    "The process for preparers that are not built in did not start: "
                            + ready.map(ForeignMessage.Answer::problem).orElseGet(started::end) + ".",
                    "See whether " + System.getProperty("java.home") + " can start another Java.");
        }
        identity = Objects.requireNonNullElse(session, "");
        return started;
    }

    /** The process is gone, and with it what it had not committed; what it had is in the registry. */
    private StepOutcome lost(PreparationStep step, Instant began, String why) {
        close();
        try {
            session.end(identity);
            session.reset();
        } catch (SQLException e) {
            throw new PenstockException(
                    PrepareProblem.STEP_REGISTRY_UNUSABLE,
                    "The session of the database was lost: " + session.shown(e) + ".",
                    "Run the command again: what was done is not done twice.",
                    e);
        }
        long took = Duration.between(began, Instant.now()).toMillis();
        StepStatus entered = registry.steps().getOrDefault(StepKey.of(step), StepStatus.RUNNING);
        if (entered != StepStatus.RUNNING) {
            return new StepOutcome(entered, took, 0, entered == StepStatus.SUCCESS ? null : why, List.of());
        }
        StepStatus status = why.equals(CANCELLED) ? StepStatus.INTERRUPTED : StepStatus.FAILURE;
        registry.end(step, status, began, null, why);
        registry.commit();
        return new StepOutcome(status, took, 0, why, List.of());
    }

    @Override
    public void close() {
        ForeignProcess running = process;
        if (running != null) {
            running.close();
            process = null;
        }
    }
}
