package io.penstock.run;

import io.penstock.Outcome;
import java.util.Locale;

/** How a run stands. */
public sealed interface RunState {

    /**
     * It is under way, as far as its record tells.
     *
     * @param waits whether it waits for a person
     */
    record Running(boolean waits) implements RunState {
        public Running() {
            this(false);
        }
    }

    /** It did what it should. */
    record Done() implements RunState {}

    /** It ended early; the target is as it was unless the report says otherwise. */
    record Ended(Outcome outcome) implements RunState {}

    /** Its process died. */
    record Died() implements RunState {}

    /** All changes of state that there are. A run is shown as died before anybody records it: if its process lives after all, it is running again. */
    default boolean leadsTo(RunState next) {
        return this instanceof Running && !(next instanceof Running);
    }

    /** For people and files: {@code running}, {@code waiting}, {@code done}, {@code failed}, {@code usage}, {@code refused}, {@code cancelled}, {@code died}. */
    default String label() {
        if (this instanceof Running running) {
            return running.waits() ? "waiting" : "running";
        }
        if (this instanceof Done) {
            return "done";
        }
        if (this instanceof Ended ended) {
            return ended.outcome().name().toLowerCase(Locale.ROOT);
        }
        return "died";
    }

    /** The state with this label; what says running may have died since. */
    static RunState of(String label, boolean gone) {
        return of(label, gone, false);
    }

    static RunState of(String label, boolean gone, boolean waits) {
        if (label.equals("running")) {
            return gone ? new Died() : new Running(waits);
        }
        if (label.equals("done")) {
            return new Done();
        }
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().toLowerCase(Locale.ROOT).equals(label)) {
                return new Ended(outcome);
            }
        }
        return new Died();
    }
}
