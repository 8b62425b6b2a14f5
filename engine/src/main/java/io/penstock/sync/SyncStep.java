package io.penstock.sync;

import io.penstock.run.CrashPolicy;
import io.penstock.run.RunDetails;
import java.util.Arrays;

/** The steps of a sync, in their order, and what it means that a process died in one. */
public enum SyncStep {
    /** Locks end with their sessions. */
    LOCKING("locking", CrashPolicy.REPEAT),
    /** What is staged and not swapped is removed. */
    STAGING("staging files", CrashPolicy.REPEAT),
    /** Only reads. */
    SEAL("comparing the source with its seal", CrashPolicy.REPEAT),
    /** A shadow without a record of its rows is made anew. */
    STRUCTURE("structure", CrashPolicy.LOOK),
    /** Only reads, but for what is removed together with its record. */
    COMPARING("comparing what was loaded", CrashPolicy.LOOK),
    /** Its record says what is there. */
    COPYING("copying and proving", CrashPolicy.LOOK),
    /** The note of what is stopped says what has to be started. */
    STOPPING("stopping the application", CrashPolicy.LOOK),
    /** The intent of the swap says what was swapped, and is settled before all else. */
    SWAPPING("swapping", CrashPolicy.LOOK);

    private final String label;
    private final CrashPolicy crash;

    SyncStep(String label, CrashPolicy crash) {
        this.label = label;
        this.crash = crash;
    }

    /** As it stands in the record of a run. */
    public String label() {
        return label;
    }

    CrashPolicy crash() {
        return crash;
    }

    /** Whether a run that died can be taken up without a person. A step that is not known here may have come from another version of Penstock. */
    public static boolean mayBeTakenUp(RunDetails details) {
        return details.steps().stream()
                .filter(step -> step.state().equals("died") || step.state().equals("running"))
                .allMatch(step -> policy(step.name()) != CrashPolicy.ASK);
    }

    private static CrashPolicy policy(String label) {
        return Arrays.stream(values())
                .filter(step -> step.label.equals(label))
                .map(SyncStep::crash)
                .findFirst()
                .orElse(CrashPolicy.ASK);
    }
}
