package io.penstock.pseudonym;

import java.util.function.Predicate;

/** What stands in for a value that its pseudonymizer cannot read: a code of the same shape, and the value is counted, once. */
final class Shaped implements Pseudonymizer {

    /** Shapes have so many codes that hardly any is taken; those with fewer codes than this may be all taken. */
    private static final int STEPS = 64;

    private final Code code;
    private final OddValues odd;

    Shaped(Prf prf, OddValues odd) {
        this.code = new Code(new Permutations(prf), new KeptValues.Link(value -> value));
        this.odd = odd;
    }

    @Override
    public String replace(String value, RowContext row) {
        return replace(value, made -> false);
    }

    /** Walks on along the circle of codes past those that are taken. */
    String replace(String value, Predicate<String> taken) {
        odd.add();
        String made = code.replace(value, RowContext.NONE);
        for (int i = 0; i < STEPS && taken.test(made); i++) {
            made = code.replace(made, RowContext.NONE);
        }
        return made;
    }
}
