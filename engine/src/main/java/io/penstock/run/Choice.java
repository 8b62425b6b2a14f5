package io.penstock.run;

import java.util.Locale;

/** What a person can say of a step that failed. */
public enum Choice {
    /** It has been done by hand: go on. */
    CONFIRM,
    /** Try it again. */
    RETRY,
    /** Go on without it. */
    SKIP,
    /** End the run as if nobody had been asked. */
    ABORT;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
