package io.penstock.run;

import io.penstock.PenstockException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What runs ask of people, and what people say. */
public final class Decisions {

    private final @Nullable Questions questions;
    private final RunListener listener;

    Decisions(@Nullable RunStore store, RunListener listener) {
        this.questions = store == null ? null : new Questions(store);
        this.listener = listener;
    }

    /** Who is asked for a run of this process; nobody where there is no store. */
    public Person person(Run run, Duration within, Progress progress) {
        return questions == null ? Person.NOBODY : new AskedPerson(questions, listener, run, within, progress);
    }

    /** What a run waits for, or has waited for last. */
    public Optional<Question> question(Run run) {
        return questions == null ? Optional.empty() : questions.newest(run.id());
    }

    /**
     * Says how a run is to go on that waits for a person.
     *
     * @throws PenstockException see {@link Question#requireAllowed}
     */
    public Question decide(Run run, Choice choice, String by, String reason) {
        Question question = question(run).orElse(null);
        Question.requireAllowed(run, question, choice, reason);
        if (questions != null
                && question != null
                && questions.answer(run.id(), question.number(), choice, by, reason, Instant.now())) {
            return question;
        }
        // Somebody else was faster.
        Question.requireAllowed(run, question(run).orElse(null), choice, reason);
        throw new IllegalStateException("a question that is open could not be answered");
    }
}
