package io.penstock.run;

import io.penstock.Outcome;
import java.util.Locale;

/** How a run stands. */
public sealed interface RunState {

    /** It is under way, as far as its record tells. */
    record Running() implements RunState {}

    /** It did what it should. */
    record Done() implements RunState {}

    /** It ended early; the target is as it was unless the report says otherwise. */
    record Ended(Outcome outcome) implements RunState {}

    /** Its process died. */
    record Died() implements RunState {}

    /** For people and files: {@code running}, {@code done}, {@code failed}, {@code usage}, {@code refused}, {@code cancelled}, {@code died}. */
    default String label() {
        if (this instanceof Running) {
            return "running";
        }
        if (this instanceof Done) {
            return "done";
        }
        if (this instanceof Ended ended) {
            return ended.outcome().name().toLowerCase(Locale.ROOT);
        }
        return "died";
    }
}
