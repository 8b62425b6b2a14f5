package io.penstock;

/**
 * A kind of problem. Each package has one enum of its own kinds; {@code docs/errors.md} has a section for each of them, which a test enforces.
 */
public interface ProblemCode {

    /** The name of the enum constant. */
    String name();

    /** What the problem means for the caller of a command. */
    Outcome outcome();

    /** The stable code that users see and search for, such as {@code MARKER-MISMATCH}. */
    default String code() {
        return name().replace('_', '-');
    }
}
