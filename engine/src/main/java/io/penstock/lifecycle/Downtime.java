package io.penstock.lifecycle;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.landscape.ConfigurationProject;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Hook;
import io.penstock.landscape.Lifecycle;
import io.penstock.run.Cancellation;
import io.penstock.run.Choice;
import io.penstock.run.Person;
import io.penstock.run.Progress;
import io.penstock.run.Tries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The time during which an environment's application is stopped and its monitoring silenced, for one run. What has begun ends in any case, in the order: start,
 * healthy, search index, monitoring. For one thread.
 */
public final class Downtime {

    private static final Tries TRIES =
            new Tries(List.of(Duration.ofSeconds(1), Duration.ofSeconds(4)), PassingFault::caused);

    private final String environment;
    private final Lifecycle lifecycle;
    private final Hooks hooks;
    private final StoppedEnvironments store;
    private final Progress progress;
    private final Path directory;
    private @Nullable ProjectScripts scripts;
    private final Person person;
    private StoppedEnvironments.Stopped state;
    private @Nullable Long stoppedAt;
    private @Nullable Duration stopped;

    /**
     * @param store the store directory of the landscape
     * @param logs where what hooks print is kept
     * @param run its id
     */
    public Downtime(Environment environment, Path store, Path logs, String run, Progress progress) {
        this(environment, store, logs, run, progress, Person.NOBODY);
    }

    /** @param person asked how to go on when a hook fails */
    public Downtime(Environment environment, Path store, Path logs, String run, Progress progress, Person person) {
        this.person = person;
        this.environment = environment.name();
        this.lifecycle = environment.lifecycle();
        this.hooks = new Hooks(logs, Map.of("PENSTOCK_RUN", run, "PENSTOCK_ENVIRONMENT", environment.name()));
        this.store = new StoppedEnvironments(store);
        this.directory = store;
        this.progress = progress;
        this.state = new StoppedEnvironments.Stopped(run, false, false, "");
    }

    /**
     * Silences monitoring and stops the application. Whether it succeeds or not, {@link #end} is called afterwards.
     *
     * @throws PenstockException when a hook fails or the run is cancelled
     */
    private void begin() {
        ConfigurationProject project = lifecycle.project();
        if (project != null) {
            scripts = ProjectScripts.checkOut(project, directory, progress);
        }
        Hook silence = lifecycle.silence();
        if (silence != null) {
            intend(with(state.stopped(), true, ""));
            run("silence-monitoring", silence, progress.cancellation())
                    .ifPresent(id -> note(with(state.stopped(), true, id)));
        }
        Hook stop = lifecycle.stop();
        if (stop != null) {
            intend(with(true, state.silenced(), state.silence()));
            stoppedAt = System.nanoTime();
            run("stop-application", stop, progress.cancellation());
        }
    }

    /**
     * Starts what was stopped, waits until it is healthy, has the search index built, and ends the silence; each whatever became of the one before.
     *
     * @param swapped whether the environment was replaced
     * @return what went wrong; what is told here stays so until a person sees to it
     */
    private List<Problem> end(boolean swapped) {
        List<Problem> problems = new ArrayList<>();
        try (ProjectScripts project = scripts) {
            if (project != null && swapped) {
                runAll(project, problems);
            }
        }
        if (state.stopped()) {
            boolean started = attempt("start-application", lifecycle.start(), problems);
            if (started) {
                remember(problems, () -> note(with(false, state.silenced(), state.silence())));
            }
        }
        if (stoppedAt != null || swapped) {
            new Health(environment, lifecycle, hooks, progress, person).await().ifPresent(problems::add);
        }
        if (stoppedAt != null) {
            stopped = Duration.ofNanos(System.nanoTime() - stoppedAt);
        }
        if (swapped) {
            attempt("rebuild-search-index", lifecycle.searchIndex(), problems);
        }
        if (state.silenced() && resume(problems)) {
            remember(problems, () -> note(with(state.stopped(), false, "")));
        }
        if (!state.stopped() && !state.silenced()) {
            remember(problems, () -> store.forget(environment));
        }
        return problems;
    }

    /** In their order; one that fails ends them, since the next may build upon it. */
    private void runAll(ProjectScripts project, List<Problem> problems) {
        for (String script : project.names()) {
            boolean done = attempt(problems, () -> {
                try (Progress.Activity activity = progress.begin("hook", script, 0)) {
                    hooks.run(project, script);
                    activity.completed();
                }
            });
            if (!done) {
                return;
            }
        }
    }

    /**
     * Does something while the application is stopped.
     *
     * @param swap what is done
     * @param told hears, when all is over, whether it was done
     * @return what went wrong after it was done
     * @throws PenstockException when it was not done, with all that went wrong; the application was started again unless a problem says otherwise
     */
    public List<Problem> around(Runnable swap, Consumer<Boolean> told) {
        boolean swapped = false;
        List<Problem> problems = new ArrayList<>();
        PenstockException failure = null;
        try {
            begin();
            swap.run();
            swapped = true;
        } catch (PenstockException e) {
            failure = e;
            problems.addAll(e.problems());
        } finally {
            end(swapped).stream().filter(problem -> !problems.contains(problem)).forEach(problems::add);
            told.accept(swapped);
        }
        if (failure != null) {
            throw problems.size() == failure.problems().size() ? failure : new PenstockException(problems, failure);
        }
        return problems;
    }

    /**
     * Does what follows a swap, after the process died that made it; the application was {@linkplain #recover started} before.
     *
     * @return what went wrong
     */
    public List<Problem> after() {
        return end(true);
    }

    /** How long the application was away; absent when no hook stopped it. */
    public Optional<Duration> stopped() {
        return Optional.ofNullable(stopped);
    }

    /**
     * Brings back what a run that died has left stopped or silenced.
     *
     * @param isDead whether the run with an id has died; one that is under way is left alone
     * @return what was done, as sentences for people; empty when nothing had to be
     * @throws PenstockException when it cannot be brought back
     */
    public List<String> recover(Predicate<String> isDead) {
        StoppedEnvironments.Stopped left = store.find(environment).orElse(null);
        if (left == null || !isDead.test(left.run())) {
            return List.of();
        }
        state = left;
        stoppedAt = left.stopped() ? System.nanoTime() : null;
        List<Problem> problems = end(false);
        if (!problems.isEmpty()) {
            throw new PenstockException(problems);
        }
        List<String> done = new ArrayList<>();
        if (left.stopped()) {
            done.add("Run " + left.run() + " died while the application of " + environment
                    + " was stopped; it was started again.");
        }
        if (left.silenced()) {
            done.add("Run " + left.run() + " died while the monitoring of " + environment
                    + " was silenced; it was resumed.");
        }
        return done;
    }

    private boolean resume(List<Problem> problems) {
        if (lifecycle.silence() instanceof Hook.Alertmanager alertmanager && lifecycle.resume() == null) {
            if (state.silence().isEmpty()) {
                return true;
            }
            return attempt(problems, () -> {
                try (Progress.Activity activity = progress.begin("hook", "resume-monitoring", 0)) {
                    new AlertmanagerHook("resume-monitoring", alertmanager).end(state.silence());
                    activity.completed();
                }
            });
        }
        return attempt("resume-monitoring", lifecycle.resume(), problems);
    }

    private boolean attempt(String name, @Nullable Hook hook, List<Problem> problems) {
        return hook == null || attempt(problems, () -> run(name, hook, new Cancellation()));
    }

    private static boolean attempt(List<Problem> problems, Runnable what) {
        try {
            what.run();
            return true;
        } catch (PenstockException e) {
            problems.addAll(e.problems());
            return false;
        }
    }

    /** What hinders it once hinders it mostly again, and need not be told twice. */
    private static void remember(List<Problem> problems, Runnable what) {
        List<Problem> found = new ArrayList<>();
        attempt(found, what);
        found.stream().filter(problem -> !problems.contains(problem)).forEach(problems::add);
    }

    /** Runs a hook; a person who is asked about its failure may have it tried again, or go on without it. */
    private Optional<String> run(String name, Hook hook, Cancellation cancellation) {
        while (true) {
            try {
                return TRIES.of(name, progress, cancellation, () -> once(name, hook, cancellation));
            } catch (PenstockException e) {
                Problem problem = e.problems().get(0);
                Choice choice =
                        problem.code() == LifecycleProblem.HOOK_FAILED ? person.ask(name, problem) : Choice.ABORT;
                if (choice == Choice.ABORT) {
                    cancellation.check();
                    throw e;
                }
                if (choice != Choice.RETRY) {
                    return Optional.empty();
                }
                progress.retry("try " + name + " again, as was decided");
            }
        }
    }

    private Optional<String> once(String name, Hook hook, Cancellation cancellation) {
        try (Progress.Activity activity = progress.begin("hook", name, 0)) {
            Optional<String> made = hooks.run(name, hook, cancellation);
            activity.completed();
            return made;
        }
    }

    private StoppedEnvironments.Stopped with(boolean isStopped, boolean isSilenced, String silence) {
        return new StoppedEnvironments.Stopped(state.run(), isStopped, isSilenced, silence);
    }

    /** What cannot be remembered must not be done. */
    private void intend(StoppedEnvironments.Stopped next) {
        store.remember(environment, next);
        state = next;
    }

    /** What was done is so, also where it cannot be remembered. */
    private void note(StoppedEnvironments.Stopped next) {
        state = next;
        store.remember(environment, next);
    }
}
