package io.penstock.lifecycle;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.landscape.Hook;
import io.penstock.landscape.Lifecycle;
import io.penstock.run.Cancellation;
import io.penstock.run.Choice;
import io.penstock.run.Person;
import io.penstock.run.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits until an application that was started is healthy. For one thread. */
final class Health {

    private static final String NAME = "healthy";
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final String environment;
    private final Lifecycle lifecycle;
    private final Hooks hooks;
    private final Progress progress;
    private final Person person;

    Health(String environment, Lifecycle lifecycle, Hooks hooks, Progress progress, Person person) {
        this.environment = environment;
        this.lifecycle = lifecycle;
        this.hooks = hooks;
        this.progress = progress;
        this.person = person;
    }

    /** Waits for as long as is configured, and then asks a person, who may have it wait once more. @return what is wrong, unless that person goes on without */
    Optional<Problem> await() {
        Hook healthy = lifecycle.healthy();
        while (healthy != null) {
            Problem unhealthy = once(healthy).orElse(null);
            if (unhealthy == null) {
                break;
            }
            Choice choice = person.ask(NAME, unhealthy);
            if (choice == Choice.ABORT) {
                return Optional.of(unhealthy);
            }
            if (choice != Choice.RETRY) {
                break;
            }
        }
        return Optional.empty();
    }

    private Optional<Problem> once(Hook healthy) {
        try (Progress.Activity activity = progress.begin("hook", NAME, 0)) {
            long end = System.nanoTime() + lifecycle.within().toNanos();
            while (true) {
                Problem last = look(healthy);
                if (last == null) {
                    activity.completed();
                    return Optional.empty();
                }
                if (System.nanoTime() > end) {
                    return Optional.of(new Problem(
                            LifecycleProblem.APPLICATION_UNHEALTHY,
                            "The application of " + environment + " was not healthy within "
                                    + lifecycle.within().toSeconds() + " s. " + last.what(),
                            "Look into its log."));
                }
                LockSupport.parkNanos(TimeUnit.NANOSECONDS.convert(BETWEEN_LOOKS));
            }
        }
    }

    private @Nullable Problem look(Hook healthy) {
        try {
            hooks.run(NAME, healthy, new Cancellation());
            return null;
        } catch (PenstockException e) {
            return e.problems().get(0);
        }
    }
}
