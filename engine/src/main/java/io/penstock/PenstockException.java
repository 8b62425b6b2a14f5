package io.penstock;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The only exception that the engine throws at its callers for what a user can see or mend; it carries one or more problems. */
public final class PenstockException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public PenstockException(List<Problem> problems, @Nullable Throwable cause) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), cause);
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a PenstockException needs a problem");
        }
        this.problems = List.copyOf(problems);
    }

    public PenstockException(List<Problem> problems) {
        this(problems, null);
    }

    public PenstockException(ProblemCode code, String what, String remedy) {
        this(List.of(new Problem(code, what, remedy)), null);
    }

    public PenstockException(ProblemCode code, String what, String remedy, @Nullable Throwable cause) {
        this(List.of(new Problem(code, what, remedy)), cause);
    }

    /** The problems, never empty, in the order in which they were found. */
    public List<Problem> problems() {
        return problems;
    }

    /** The outcome for the caller: that of the first problem. */
    public Outcome outcome() {
        return problems.get(0).code().outcome();
    }
}
