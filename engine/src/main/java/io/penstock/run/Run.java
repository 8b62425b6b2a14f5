package io.penstock.run;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The record of one run.
 *
 * @param id begins with the time at which the run began, so that ids sort by age
 * @param command what was asked for, such as {@code sync prd uat}
 * @param environment the one that it works on; empty in records from before there was a store
 * @param startedBy user and machine
 * @param ended absent while it is under way
 * @param host the machine of the process that works on it
 * @param pid the process that works on it
 */
public record Run(
        String id,
        String command,
        String environment,
        String startedBy,
        Instant began,
        @Nullable Instant ended,
        RunState state,
        String host,
        long pid) {

    /** The command that goes on with it, should its process have died; empty for what always begins anew. */
    public Optional<String> goingOn() {
        return command.startsWith("sync ") ? Optional.of("penstock " + command + " --resume") : Optional.empty();
    }

    /** That its process died, as a sentence for people. */
    String obituary() {
        return "Run " + id + " (" + command + ", started by " + startedBy + ") had died: its process " + pid + " of "
                + host + " is gone.";
    }

    /** It goes on in another process. */
    Run takenUp(String by, long process) {
        if (!(state instanceof RunState.Died)) {
            throw new IllegalStateException("a run that is " + state.label() + " cannot be taken up");
        }
        return new Run(id, command, environment, startedBy, began, null, new RunState.Running(), by, process);
    }

    /** @throws IllegalStateException when it cannot get there from its state */
    Run ended(Instant at, RunState next) {
        if (!state.leadsTo(next)) {
            throw new IllegalStateException("a run that is " + state.label() + " cannot be " + next.label());
        }
        return new Run(id, command, environment, startedBy, began, at, next, host, pid);
    }
}
