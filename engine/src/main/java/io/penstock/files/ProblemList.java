package io.penstock.files;

import io.penstock.PenstockException;
import io.penstock.Problem;
import java.util.ArrayList;
import java.util.List;

/** Problems of single files, collected while all others are tried; the first fifty in full, the rest counted. */
final class ProblemList {

    private static final int MOST = 50;

    private final List<Problem> first = new ArrayList<>();
    private long more;

    synchronized void add(FilesProblem code, String what, String remedy) {
        if (first.size() < MOST) {
            first.add(new Problem(code, what, remedy));
        } else {
            more++;
        }
    }

    synchronized List<Problem> all() {
        List<Problem> all = new ArrayList<>(first);
        if (more > 0) {
            all.add(new Problem(
                    FilesProblem.FILES_MORE_PROBLEMS,
                    more + " more files have problems.",
                    "Mend those that are named, then start again."));
        }
        return all;
    }

    void throwIfAny() {
        List<Problem> all = all();
        if (!all.isEmpty()) {
            throw new PenstockException(all);
        }
    }
}
