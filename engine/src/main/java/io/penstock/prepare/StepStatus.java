package io.penstock.prepare;

/** What the registry says of a step. */
public enum StepStatus {
    RUNNING,
    SUCCESS,
    FAILURE,
    /** Its process ended in the midst of it. */
    INTERRUPTED,
    /** A person said that it is not to run. */
    SKIPPED
}
