package io.penstock.files;

/** Hears how a synchronization goes on; called from many threads, but by one at a time for {@link #progress}. */
public interface FileListener {

    FileListener NONE = new FileListener() {};

    /** Whether {@link #changed} is to be called for every file of a plan. */
    default boolean wantsChanges() {
        return false;
    }

    /** One file that the plan found; in no order. */
    default void changed(FileChange change) {}

    /** The counts so far; at most about ten times a second. */
    default void progress(FileCounts soFar) {}
}
