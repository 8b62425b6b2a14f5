package io.penstock.pseudonym;

/** What stands in for a value that its pseudonymizer cannot read: a code of the same shape, and the value is counted. */
final class Shaped implements Pseudonymizer {

    private final Code code;
    private final OddValues odd;

    Shaped(Prf prf, OddValues odd) {
        this.code = new Code(new Permutations(prf), new KeptValues.Link(value -> value));
        this.odd = odd;
    }

    @Override
    public String replace(String value, RowContext row) {
        odd.add();
        return code.replace(value, row);
    }
}
