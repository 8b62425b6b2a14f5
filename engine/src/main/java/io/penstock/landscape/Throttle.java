package io.penstock.landscape;

/**
 * How gently an environment is read.
 *
 * @param connections at most so many connections at once; 0 for no limit
 * @param megabytesPerSecond at most so many megabytes (10^6 bytes) a second over all connections; 0 for no limit
 */
public record Throttle(int connections, int megabytesPerSecond) {

    public static final Throttle NONE = new Throttle(0, 0);

    /** What is left for one of several databases that are read one after the other, while each of the others holds a connection. */
    public Throttle forOneOf(int databases) {
        return connections == 0 ? this : new Throttle(Math.max(2, connections - databases + 1), megabytesPerSecond);
    }
}
