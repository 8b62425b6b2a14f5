package io.penstock.pseudonym;

/** A circle of few numbers, drawn uniformly from all circles (Sattolo's algorithm) and kept as a table. */
final class TableCircle implements Circle {

    private final int[] successors;

    TableCircle(int size, KeyStream stream) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        for (int i = size - 1; i > 0; i--) {
            int j = stream.below(i);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
        this.successors = order;
    }

    @Override
    public long next(long number) {
        return successors[(int) number];
    }

    @Override
    public int bytes() {
        return 4 * successors.length;
    }
}
