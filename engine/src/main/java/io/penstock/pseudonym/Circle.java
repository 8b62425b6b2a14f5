package io.penstock.pseudonym;

/**
 * A secret order of the numbers below a size on one circle. Replacing each number by its successor is a permutation without fixed points; and where some numbers
 * are to stay as they are, walking on past them is one too, of the others.
 */
interface Circle {

    /** The successor of a number. */
    long next(long number);

    /** Roughly how much memory it holds, in bytes. */
    int bytes();
}
