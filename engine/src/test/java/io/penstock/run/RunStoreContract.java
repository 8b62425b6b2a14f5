package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.StoreDatabase;
import io.penstock.database.StoreLocation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of runs has to do. */
abstract class RunStoreContract {

    private static final RunState DONE = new RunState.Done();

    @TempDir
    Path directory = Path.of("");

    /** A store without runs. */
    abstract StoreLocation fresh() throws Exception;

    /** Makes the process of each run look as if it had not been heard of for so long. */
    abstract void silence(StoreLocation location, int seconds) throws Exception;

    @Test
    void recordsARunWithItsStepsAndItsLog() throws Exception {
        Journal journal = new Journal(directory, fresh());
        Progress progress = new Progress();
        Run run = journal.begin("sync prd uat", "uat", "ann@machine", progress);
        progress.cluster("edit");
        progress.stage("copying");
        try (Progress.Activity activity = progress.begin("copy", "public.customer", 10)) {
            activity.advanced(599, 10);
            activity.completed();
        }
        progress.stage("swapping");
        journal.end(run, DONE);

        RunDetails details = journal.details(run, 0).orElseThrow();
        assertThat(details.run().state()).isEqualTo(DONE);
        assertThat(details.run().environment()).isEqualTo("uat");
        assertThat(details.run().startedBy()).isEqualTo("ann@machine");
        assertThat(details.run().began()).isCloseTo(run.began(), Assertions.within(Duration.ofMillis(1)));
        assertThat(details.steps()).extracting(RunDetails.Step::name).containsExactly("copying", "swapping");
        assertThat(details.steps()).extracting(RunDetails.Step::state).containsOnly("done");
        assertThat(details.log())
                .extracting(RunDetails.LogLine::line)
                .anyMatch(line -> line.startsWith("edit: copy public.customer, 599 rows"));
        long last = details.log().get(details.log().size() - 1).number();
        assertThat(journal.details(run, last - 1).orElseThrow().log()).hasSize(1);
    }

    @Test
    void keepsWhyARunFailed() throws Exception {
        Journal journal = new Journal(directory, fresh());
        Run run = journal.begin("sync prd uat", "uat", "ann@machine");
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> journal.conduct(
                        run,
                        () -> {
                            throw new PenstockException(RunProblem.RUN_CANCELLED, "The run was ended.", "Go on.");
                        },
                        (ended, problems) -> ended));
        assertThat(journal.find(run.id()).state()).isEqualTo(new RunState.Ended(Outcome.CANCELLED));
        assertThat(journal.details(run, 0).orElseThrow().log())
                .extracting(RunDetails.LogLine::line)
                .contains("RUN-CANCELLED The run was ended. Go on.");
    }

    @Test
    void refusesASecondRunOfAnEnvironmentAndSaysWhoRunsIt() throws Exception {
        StoreLocation location = fresh();
        Journal journal = new Journal(directory, location);
        Journal another = new Journal(directory.resolve("another"), location);
        Run run = journal.begin("sync prd uat", "uat", "ann@machine");
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> another.begin("undo uat", "uat", "bob@machine"))
                .withMessageContaining("ENVIRONMENT-BUSY")
                .withMessageContaining(run.id())
                .withMessageContaining("ann@machine")
                .withMessageContaining(ProcessHost.NAME);
        Run elsewhere = another.begin("sync prd int", "int", "bob@machine");
        another.end(elsewhere, DONE);
        journal.end(run, DONE);
        another.end(another.begin("undo uat", "uat", "bob@machine"), DONE);
    }

    @Test
    void takesARunThatIsNotHeardOfForDead() throws Exception {
        StoreLocation location = fresh();
        RunStore store = new RunStore(location);
        Run run = run("1", "elsewhere", 1);
        Claim claim = store.begin(run);
        assertThat(store.list().get(0).state()).isEqualTo(new RunState.Running());
        silence(location, RunStore.LEASE_SECONDS - 5);
        assertThat(store.list().get(0).state()).isEqualTo(new RunState.Running());
        silence(location, RunStore.LEASE_SECONDS + 1);
        assertThat(store.list().get(0).state()).isEqualTo(new RunState.Died());

        assertThat(store.beat(run, claim, "copying", 0.5, List.of())).isTrue();
        assertThat(store.list().get(0).state()).isEqualTo(new RunState.Running());

        silence(location, RunStore.LEASE_SECONDS + 1);
        assertThat(store.begin(run("2", "elsewhere", 2)).fence()).isGreaterThan(claim.fence());
        assertThat(store.beat(run, claim, "copying", 0.6, List.of())).isFalse();
    }

    @Test
    void takesARunForDeadWhoseProcessIsGone() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        StoreLocation location = fresh();
        new RunStore(location).begin(run("1", ProcessHost.NAME, gone.pid()));
        Journal journal = new Journal(directory, location);
        assertThat(journal.find("1").state()).isEqualTo(new RunState.Died());
        assertThat(journal.bury("uat")).singleElement().asString().contains("Run 1", "had died");
        assertThat(journal.bury("uat")).isEmpty();
    }

    @Test
    void endsARunThatAPersonCancels() throws Exception {
        StoreLocation location = fresh();
        Journal journal = new Journal(directory, location);
        Progress progress = new Progress();
        CountDownLatch asked = new CountDownLatch(1);
        progress.cancellation().register(asked::countDown);
        Run run = journal.begin("sync prd uat", "uat", "ann@machine", progress);
        Journal another = new Journal(directory, location);
        another.cancel(another.find(run.id()), "bob@machine");
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> progress.cancellation().check())
                .withMessageContaining("by bob@machine");
        journal.end(run, new RunState.Ended(Outcome.CANCELLED));
        assertThat(journal.details(run, 0).orElseThrow().decisions())
                .extracting(RunDetails.Decision::by)
                .containsExactly("bob@machine");
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> another.cancel(another.find(run.id()), "bob@machine"))
                .withMessageContaining("RUN-ENDED");
    }

    @Test
    void goesOnWithARunThatDiedAndKeepsItsProcessOut() throws Exception {
        StoreLocation location = fresh();
        RunStore store = new RunStore(location);
        Run run = run("1", "elsewhere", 1);
        Claim first = store.begin(run);
        Instant at = Instant.now();
        store.beat(
                run,
                first,
                "copying",
                0.5,
                List.of(
                        new Recorded.StepBegan(1, "locking", "", at),
                        new Recorded.StepEnded(1, "done", at),
                        new Recorded.StepBegan(2, "copying", "live", at),
                        new Recorded.Line(1, at, "began")));
        Journal journal = new Journal(directory, location);
        assertThat(journal.takeUp("sync prd uat", "uat", new Progress()))
                .as("as long as it lives it is another's")
                .isEmpty();
        silence(location, RunStore.LEASE_SECONDS + 1);
        assertThat(journal.takeUp("sync prd int", "uat", new Progress()))
                .as("another command")
                .isEmpty();

        Progress progress = new Progress();
        Run taken = journal.takeUp("sync prd uat", "uat", progress).orElseThrow();

        assertThat(taken.id()).isEqualTo("1");
        assertThat(journal.fence(taken)).isGreaterThan(first.fence());
        journal.requireOurs(taken);
        assertThat(store.holds(run, first)).as("the one that was silent").isFalse();
        assertThat(store.beat(run, first, "copying", 0.6, List.of(new Recorded.Line(2, at, "late"))))
                .isFalse();
        store.end(run.ended(at, new RunState.Ended(Outcome.FAILED)), first);
        assertThat(store.list().get(0).state()).as("what it says of the end").isEqualTo(new RunState.Running());
        progress.cluster("live");
        progress.stage("copying");
        progress.stage("swapping");
        journal.end(taken, DONE);
        RunDetails details = journal.details(taken, 0).orElseThrow();
        assertThat(details.run().state()).isEqualTo(DONE);
        assertThat(details.steps())
                .extracting(RunDetails.Step::name, RunDetails.Step::state)
                .containsExactly(tuple("locking", "done"), tuple("copying", "done"), tuple("swapping", "done"));
        assertThat(details.log())
                .extracting(RunDetails.LogLine::line)
                .doesNotContain("late")
                .startsWith("began");
    }

    @Test
    void tellsAProcessThatItsRunWasTakenUp() throws Exception {
        StoreLocation location = fresh();
        Journal asleep = new Journal(directory, location);
        Run run = asleep.begin("sync prd uat", "uat", "ann@machine");
        try (StoreDatabase other = new StoreDatabase(location.address(), RunProblem::storeUnusable)) {
            other.transaction(statements -> statements.update("update run set fence = fence + 1"));
        }
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> asleep.requireOurs(run))
                .withMessageContaining("RUN-TAKEN-UP");
        asleep.end(run, new RunState.Ended(Outcome.FAILED));
    }

    @Test
    void waitsForAPersonAndGoesOnAsWasDecided() throws Exception {
        StoreLocation location = fresh();
        Journal journal = new Journal(directory, location);
        Progress progress = new Progress();
        Run run = journal.begin("sync prd uat", "uat", "ann@machine", progress);
        progress.stage("stopping the application");
        Person person = journal.decisions().person(run, Duration.ofMinutes(1), progress);
        Problem problem = new Problem(RunProblem.STORE_UNUSABLE, "It failed.", "Mend it.");
        Journal another = new Journal(directory, location);
        refused(another, Choice.RETRY, "", "DECISION-NOT-ASKED");
        CompletableFuture<Choice> asked = CompletableFuture.supplyAsync(() -> person.ask("stop-application", problem));
        while (!another.find(run.id()).state().label().equals("waiting")) {
            asked.copy()
                    .completeOnTimeout(Choice.ABORT, 20, TimeUnit.MILLISECONDS)
                    .join();
        }
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> another.begin("undo uat", "uat", "bob@machine"))
                .withMessageContaining("ENVIRONMENT-BUSY");
        refused(another, Choice.SKIP, "because", "DECISION-NOT-ALLOWED");
        another.decisions().decide(run, Choice.RETRY, "bob@machine", "the node is back");
        refused(another, Choice.ABORT, "", "DECIDED-ALREADY");
        assertThat(asked.get(20, TimeUnit.SECONDS)).isEqualTo(Choice.RETRY);
        progress.retry("try again");
        assertThat(another.find(run.id()).state().label()).isEqualTo("running");
        assertThat(journal.decisions().person(run, Duration.ZERO, progress).ask("healthy", problem))
                .as("nobody answers in time")
                .isEqualTo(Choice.ABORT);
        journal.end(run, DONE);
        refused(another, Choice.RETRY, "", "RUN-ENDED");
        RunDetails details = journal.details(run, 0).orElseThrow();
        assertThat(details.decisions()).extracting(RunDetails.Decision::kind).containsExactly("retry", "abort");
        assertThat(details.steps()).extracting(RunDetails.Step::attempts).containsExactly(2);
        assertThat(details.log())
                .extracting(RunDetails.LogLine::line)
                .contains("decided by bob@machine: retry, the node is back");
    }

    private static void refused(Journal journal, Choice choice, String reason, String code) {
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> journal.decisions().decide(journal.list().get(0), choice, "bob@machine", reason))
                .withMessageStartingWith(code);
    }

    private static Run run(String id, String host, long pid) {
        return new Run(
                id, "sync prd uat", "uat", "ann@" + host, Instant.now(), null, new RunState.Running(), host, pid);
    }
}
