package io.penstock.checks;

import java.util.List;
import java.util.Set;

/** What befalls a run. */
enum Fault {
    KILLED("process killed"),
    TARGET_RESTARTED("database restarted"),
    SOURCE_RESTARTED("source restarted"),
    TARGET_CUT("connection cut"),
    SOURCE_CUT("connection to the source cut"),
    DISK_FULL("disk full"),
    HOOK_FAILS("hook fails"),
    HOOK_HANGS("hook hangs"),
    STORE_UNREACHABLE("store unreachable"),
    REBOOTED("machine rebooted between");

    private static final List<FaultStep> READING =
            List.of(FaultStep.PLAN, FaultStep.FILES, FaultStep.COPY, FaultStep.KEYS, FaultStep.PROOF);

    /** They have written before, or need no more than is there. */
    private static final List<FaultStep> WRITING_LITTLE =
            List.of(FaultStep.PRESERVED, FaultStep.STOP, FaultStep.SWAP_DATABASES, FaultStep.SWAP_FILES);

    private final String label;

    Fault(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Whether the process does not outlive it. */
    boolean kills() {
        return this == KILLED || this == REBOOTED;
    }

    /** Whether a hook is broken beforehand, instead of something that happens while it is held. */
    boolean ofHook() {
        return this == HOOK_FAILS || this == HOOK_HANGS;
    }

    /** Whether it can befall that step. */
    boolean concerns(FaultStep step) {
        return switch (this) {
            case HOOK_FAILS, HOOK_HANGS -> step.isHook();
            case SOURCE_RESTARTED, SOURCE_CUT -> READING.contains(step);
            case KILLED, TARGET_RESTARTED, TARGET_CUT, DISK_FULL, STORE_UNREACHABLE, REBOOTED -> true;
        };
    }

    /** Whether UAT is as after once it befell that step, else as before. */
    boolean endsAsAfter(FaultStep step) {
        boolean past = step.compareTo(FaultStep.START) >= 0;
        return switch (this) {
            case KILLED, REBOOTED, HOOK_FAILS, HOOK_HANGS -> past;
            // The files need no database.
            case TARGET_RESTARTED, TARGET_CUT -> past || step == FaultStep.SWAP_FILES;
            case SOURCE_RESTARTED, SOURCE_CUT -> false;
            case DISK_FULL -> past || WRITING_LITTLE.contains(step);
            // A run does not begin without it, and goes on without it.
            case STORE_UNREACHABLE -> step != FaultStep.PLAN;
        };
    }

    /** The exit codes that are right then. */
    Set<Integer> exits(FaultStep step) {
        if (kills()) {
            return Set.of(128 + 9);
        }
        return endsAsAfter(step) ? Set.of(0, 1) : Set.of(1);
    }

    /** The small disk that is full for a step: that to which it writes. */
    static String disk(FaultStep step) {
        return switch (step) {
            case FILES, SWAP_FILES -> "uat";
            case COPY, KEYS, PRESERVED, CONFIGURATION, LAST_PRESERVED, SWAP_DATABASES -> "space";
            case PLAN, PROOF, GATE, SILENCE, STOP, START, HEALTHY, INDEX, RESUME, REPORT, MESSAGES -> "store";
        };
    }

    /** Lets it happen to a run that is held at a step. */
    void strike(FaultLandscape landscape, FaultRun run, FaultStep step) throws Exception {
        switch (this) {
            case KILLED -> run.kill();
            case TARGET_RESTARTED -> landscape.low().restart();
            case SOURCE_RESTARTED -> landscape.high().restart();
            case TARGET_CUT -> landscape.target().cut();
            case SOURCE_CUT -> landscape.source().cut();
            case DISK_FULL -> landscape.disk(disk(step)).fill();
            case STORE_UNREACHABLE -> landscape.store().shut();
            case REBOOTED -> {
                run.kill();
                if (step.isHook()) {
                    run.killHook();
                }
                landscape.low().restart();
                landscape.high().restart();
            }
            case HOOK_FAILS, HOOK_HANGS -> throw new IllegalStateException("a hook is broken beforehand");
        }
    }

    /** What a person mends before the next run. */
    void mend(FaultLandscape landscape, FaultStep step) throws Exception {
        switch (this) {
            case DISK_FULL -> landscape.disk(disk(step)).free();
            case STORE_UNREACHABLE -> landscape.store().reopen();
            case KILLED,
                    TARGET_RESTARTED,
                    SOURCE_RESTARTED,
                    TARGET_CUT,
                    SOURCE_CUT,
                    HOOK_FAILS,
                    HOOK_HANGS,
                    REBOOTED -> {}
        }
    }
}
