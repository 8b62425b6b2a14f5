package io.penstock.pseudonym;

import java.util.List;

/** A permutation of the labels of an enumeration. */
final class LabelCode implements Pseudonymizer {

    private final List<String> labels;
    private final Circle circle;

    LabelCode(Permutations permutations, List<String> labels) {
        this.labels = List.copyOf(labels);
        this.circle = permutations.circle("labels " + labels, Math.max(2, labels.size()));
    }

    @Override
    public String replace(String value, RowContext row) {
        int number = labels.indexOf(value);
        return number < 0 || labels.size() < 2 ? value : labels.get((int) circle.next(number));
    }
}
