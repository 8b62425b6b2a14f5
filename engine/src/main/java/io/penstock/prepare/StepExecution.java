package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.database.PreparationSession;
import io.penstock.prepare.cartridge.CartridgeFiles;
import io.penstock.prepare.cartridge.PreparationStep;
import io.penstock.prepare.cartridge.StepType;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Performs steps in a session. The work of a step and how it ended are committed together. The same code runs in the process of the run, for preparers that are built in, and in that
 * of foreign ones. For one thread.
 */
final class StepExecution {

    private final PreparationSession session;
    private final StepRegistry registry;
    private final PreparationSettings settings;
    private final boolean guarded;
    private boolean spent;

    /** @param guarded whether preparers are foreign, and may not end the transaction by themselves */
    StepExecution(PreparationSession session, StepRegistry registry, PreparationSettings settings, boolean guarded) {
        this.session = session;
        this.registry = registry;
        this.settings = settings;
        this.guarded = guarded;
    }

    /** What became of a step that was ended from outside. */
    record Ended(StepStatus status, String why) {}

    /** What is around a step. */
    @FunctionalInterface
    interface Surroundings {

        /** Enters more with the end of the step, in the same transaction. */
        void enter(boolean succeeded);

        /** The preparer has ended, and the session is the registry's again. */
        default void performed() {}

        /** As what the step was ended from outside; null when it was not. */
        default @Nullable Ended ended() {
            return null;
        }
    }

    /**
     * Performs a step whose begin is entered.
     *
     * @param maker makes its preparer
     */
    StepOutcome execute(PreparationStep step, CartridgeFiles files, Callable<Preparer> maker, Surroundings around) {
        Instant began = Instant.now();
        PreparationSession seen = guarded ? GuardedSession.of(session) : session;
        PreparerContext context = new PreparerContext(step, files, seen, settings);
        LeftThreads threads = guarded ? new LeftThreads() : null;
        StepStatus status = StepStatus.SUCCESS;
        String error = perform(step, context, maker);
        around.performed();
        if (error == null && threads != null) {
            error = threads.left().orElse(null);
            spent |= error != null;
        }
        if (error == null) {
            error = keep(step, began, context, around);
        }
        if (error != null) {
            Ended ended = around.ended();
            status = ended == null ? StepStatus.FAILURE : ended.status();
            error = ended == null ? error : ended.why();
            reset(session);
            registry.end(step, status, began, null, error);
            around.enter(false);
            registry.commit();
        }
        return new StepOutcome(
                status, Duration.between(began, Instant.now()).toMillis(), context.changed(), error, context.notes());
    }

    /** Whether this process had better do no further step. */
    boolean spent() {
        return spent;
    }

    /** @return why the step failed; null when it did not */
    private @Nullable String perform(PreparationStep step, PreparerContext context, Callable<Preparer> maker) {
        try {
            if (guarded) {
                session.guard();
            }
            Preparer preparer = maker.call();
            preparer.bind(context);
            if (!preparer.checkParameters()) {
                return "its parameters are not what " + step.shortPreparer() + " needs";
            }
            boolean done = step.type() == StepType.DBINIT ? preparer.prepare() : preparer.migrate();
            if (done) {
                context.scripts().finish();
            }
            return done ? null : step.shortPreparer() + " said that it failed";
        } catch (SQLException e) {
            return session.shown(e);
        } catch (PenstockException e) {
            return e.problems().get(0).what();
        } catch (OutOfMemoryError e) {
            spent = true;
            return "it needed more memory than there is ("
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MB)";
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            return shown(e);
        }
    }

    private static String shown(Throwable thrown) {
        return thrown.getClass().getName() + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage());
    }

    /** @return why the work cannot be kept; null when it is */
    private @Nullable String keep(PreparationStep step, Instant began, PreparerContext context, Surroundings around) {
        try {
            String found = session.settle().orElse(null);
            if (guarded && found != null) {
                return found;
            }
            registry.end(step, StepStatus.SUCCESS, began, context.changed(), null);
            around.enter(true);
            registry.commit();
            return null;
        } catch (SQLException e) {
            return session.shown(e);
        } catch (PenstockException e) {
            if (e.getCause() instanceof SQLException cause) {
                return session.shown(cause);
            }
            throw e;
        }
    }

    /** Brings a session back to how it was before a step. */
    static void reset(PreparationSession session) {
        try {
            session.reset();
        } catch (SQLException e) {
            throw new PenstockException(
                    PrepareProblem.STEP_REGISTRY_UNUSABLE,
                    "The session of the database was lost: " + session.shown(e) + ".",
                    "Run the command again: what was done is not done twice.",
                    e);
        }
    }
}
