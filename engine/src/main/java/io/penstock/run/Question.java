package io.penstock.run;

import io.penstock.PenstockException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run waits for: that a person says how to go on after a step failed.
 *
 * @param step such as {@code stop-application}
 * @param problem why it failed
 * @param until when it ends as if {@link Choice#ABORT} had been said
 * @param answered whether a person has said it
 */
public record Question(int number, String step, String problem, Instant asked, Instant until, boolean answered) {

    /** Without it the application would write into what is being replaced. */
    private static final String STOP = "stop-application";

    /** What may be said of it. */
    public Set<Choice> choices() {
        return step.equals(STOP) ? EnumSet.complementOf(EnumSet.of(Choice.SKIP)) : EnumSet.allOf(Choice.class);
    }

    /**
     * All that stands against a decision.
     *
     * @param question the newest of the run; null when it never had one
     * @throws PenstockException RUN-ENDED, DECISION-NOT-ASKED, DECIDED-ALREADY or DECISION-NOT-ALLOWED
     */
    static void requireAllowed(Run run, @Nullable Question question, Choice choice, String reason) {
        if (!(run.state() instanceof RunState.Running)) {
            throw new PenstockException(
                    RunProblem.RUN_ENDED,
                    "Run " + run.id() + " is " + run.state().label() + "; there is nothing to decide any more.",
                    "See penstock runs show " + run.id() + ".");
        }
        if (question == null) {
            throw new PenstockException(
                    RunProblem.DECISION_NOT_ASKED,
                    "Run " + run.id() + " goes on by itself and waits for nobody.",
                    "Watch it with: penstock runs follow " + run.id() + ".");
        }
        if (question.answered()) {
            throw new PenstockException(
                    RunProblem.DECIDED_ALREADY,
                    "What to do about " + question.step() + " of run " + run.id() + " is decided already.",
                    "See what was decided with: penstock runs show " + run.id() + " --log.");
        }
        if (!question.choices().contains(choice)) {
            throw new PenstockException(
                    RunProblem.DECISION_NOT_ALLOWED,
                    question.step() + " cannot be left out: the application would write into what is being replaced.",
                    "Say one of: "
                            + question.choices().stream().map(Choice::label).collect(Collectors.joining(", ")) + ".");
        }
        if (choice == Choice.SKIP && reason.isBlank()) {
            throw new PenstockException(
                    RunProblem.DECISION_NOT_ALLOWED,
                    "Who leaves out a step says why.",
                    "Run the command again with --reason.");
        }
    }
}
