package io.penstock.run;

import io.penstock.Problem;

/** Who is asked how to go on when a step has failed in a way that a program cannot judge. */
@FunctionalInterface
public interface Person {

    /** Nobody is asked: the run ends. */
    Person NOBODY = (step, problem) -> Choice.ABORT;

    /** Waits for the answer, for as long as was agreed; then it is {@link Choice#ABORT}. */
    Choice ask(String step, Problem problem);
}
