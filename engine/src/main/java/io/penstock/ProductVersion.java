package io.penstock;

/** Which Penstock this is. */
public final class ProductVersion {

    /** As people write it. */
    public static final String NUMBER = "0.1.0";

    private ProductVersion() {}
}
