package io.penstock.run;

/** What the death of a process within a step means for who takes its run up. */
public enum CrashPolicy {
    /** The step is done again; nothing of it outlives its process. */
    REPEAT,
    /** What it left is looked at, and decides. */
    LOOK,
    /** Only a person can tell; the run is not taken up without one. */
    ASK
}
