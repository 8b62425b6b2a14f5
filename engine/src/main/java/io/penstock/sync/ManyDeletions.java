package io.penstock.sync;

/** What becomes of a sync that would delete more than half of the files of a shared file system: it may be meant, or a source that is not mounted. */
public enum ManyDeletions {
    /** It is not even planned. */
    REFUSED,
    /** It is planned, and refused when it is run, unless {@link PreparedSync#agreeToManyDeletions} was called. */
    ASKED,
    /** A person has agreed beforehand. */
    AGREED
}
