package io.penstock.sync;

/** How a copy is proven before the swap. Users always get all of it; only a benchmark leaves something out. */
public enum Proof {
    NOTHING,
    /** Every row is read back and compared. */
    ROWS,
    /** And looked through for personal values. */
    ROWS_AND_LEAKS
}
