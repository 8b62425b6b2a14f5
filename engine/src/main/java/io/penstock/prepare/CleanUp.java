package io.penstock.prepare;

/** Whether all that is in the schema is removed before it is prepared. */
public enum CleanUp {
    NO,
    YES,
    /** And nothing is prepared. */
    ONLY
}
