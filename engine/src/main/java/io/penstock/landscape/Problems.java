package io.penstock.landscape;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.ProblemCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the problems of one file, so that its author sees all of them at once. Not safe for use by several threads. */
public final class Problems {

    private record Found(Place place, Problem problem) {}

    private final List<Found> found = new ArrayList<>();

    /**
     * Notes a problem.
     *
     * @param what a sentence in lower case, with full stop; the file and the line are put before it
     */
    public void add(Place place, ProblemCode code, String what, String remedy) {
        found.add(new Found(place, new Problem(code, place + ": " + what, remedy)));
    }

    public void add(ConfigNode node, ProblemCode code, String what, String remedy) {
        add(node.place(), code, what, remedy);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** In the order of their lines. */
    public List<Problem> all() {
        return found.stream()
                .sorted(Comparator.comparingInt(each -> each.place().line()))
                .map(Found::problem)
                .toList();
    }

    /** @throws PenstockException with all problems, when there is one */
    public void throwIfAny() {
        if (!isEmpty()) {
            throw new PenstockException(all());
        }
    }
}
