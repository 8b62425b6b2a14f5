package io.penstock.run;

import io.penstock.PenstockException;
import io.penstock.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Asks by a row of the store, which any terminal can answer. The run keeps its environment meanwhile. */
final class AskedPerson implements Person {

    private static final long LOOK_MILLIS = 500;

    private final Questions questions;
    private final RunListener listener;
    private final Run run;
    private final Duration within;
    private final Progress progress;

    AskedPerson(Questions questions, RunListener listener, Run run, Duration within, Progress progress) {
        this.questions = questions;
        this.listener = listener;
        this.run = run;
        this.within = within;
        this.progress = progress;
    }

    @Override
    public Choice ask(String step, Problem problem) {
        Instant now = Instant.now();
        int number;
        try {
            number = questions.ask(run.id(), step, problem.toString(), now, now.plus(within));
        } catch (PenstockException e) {
            // Nobody could answer.
            return Choice.ABORT;
        }
        Question question = new Question(number, step, problem.toString(), now, now.plus(within), false);
        progress.note("waits for a person because of " + step + ": " + problem);
        listener.waits(run, question);
        try (Progress.Activity activity = progress.begin("wait", "for a person: " + step, 0)) {
            Choice choice = await(question);
            activity.completed();
            return choice;
        }
    }

    private Choice await(Question question) {
        while (Instant.now().isBefore(question.until())) {
            RunDetails.Decision answer = answer(question);
            if (answer != null) {
                return said(answer);
            }
            if (progress.cancellation().stopping()) {
                return settle(question, "the run is to end");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
        return settle(question, "nobody has decided in time");
    }

    private RunDetails.@Nullable Decision answer(Question question) {
        try {
            return questions
                    .newest(run.id())
                    .filter(newest -> newest.number() == question.number() && newest.answered())
                    .flatMap(newest -> questions.answerTo(run.id()))
                    .orElse(null);
        } catch (PenstockException e) {
            // The store is out of reach for now.
            return null;
        }
    }

    private Choice said(RunDetails.Decision answer) {
        progress.note("decided by " + answer.by() + ": " + answer.kind()
                + (answer.reason().isEmpty() ? "" : ", " + answer.reason()));
        return Choice.valueOf(answer.kind().toUpperCase(Locale.ROOT));
    }

    /** Ends it without a person, unless one was faster. */
    private Choice settle(Question question, String why) {
        try {
            if (!questions.answer(run.id(), question.number(), Choice.ABORT, "penstock", why, Instant.now())) {
                RunDetails.Decision answer = answer(question);
                return answer == null ? Choice.ABORT : said(answer);
            }
        } catch (PenstockException e) {
            // It is over all the same.
        }
        progress.note(why + ": abort");
        return Choice.ABORT;
    }
}
