package io.penstock;

/** The composition root: wires the packages together. */
public final class Penstock {

    /** The version of the product. */
    public static final String VERSION = "0.1.0";

    private Penstock() {}
}
