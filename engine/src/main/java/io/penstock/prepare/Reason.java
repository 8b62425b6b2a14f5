package io.penstock.prepare;

/** Why a step runs. */
public enum Reason {
    NEW("new step"),
    FAILED_BEFORE("previous failure"),
    INTERRUPTED_BEFORE("interrupted before"),
    ALWAYS("runs always"),
    FORCED("forced");

    private final String phrase;

    Reason(String phrase) {
        this.phrase = phrase;
    }

    /** For people. */
    public String phrase() {
        return phrase;
    }
}
