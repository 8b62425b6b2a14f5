package io.penstock.database;

import java.util.List;

/** Something new and what stands in its place, about to change places: in one step, wholly or not at all. */
public interface Exchange {

    /** Whether both can be made in one step. */
    boolean joins(Exchange other);

    /**
     * Keeps what a run intends beside the new one, durably, wherever that stands before and after the exchange. It is found again as the intent of
     * the target.
     */
    void intend(String intent);

    /** Makes this exchange and {@code others}, which all join it, in one step. When it throws, none is made, unless {@link #inDoubt}. */
    void make(List<Exchange> others);

    /** Whether it cannot be told if the exchange was made, since the connection was lost while the server answered. */
    default boolean inDoubt() {
        return false;
    }
}
