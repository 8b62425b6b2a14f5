package io.penstock;

/** What a failed command means for its caller; the exit codes of the commands, design §5. */
public enum Outcome {
    /** The work failed: a step, a connection. */
    FAILED(1),
    /** Wrong usage, configuration or descriptor; nothing was touched. */
    USAGE(2),
    /** Refused by a rule or guard; the target was not touched. */
    REFUSED(3),
    /** Cancelled by a person. */
    CANCELLED(4);

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
