package io.penstock.schedule;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import io.penstock.ProblemCode;

/** What can be wrong with schedules. */
public enum ScheduleProblem implements ProblemCode {
    CRON_INVALID(Outcome.USAGE),
    SCHEDULE_TIME_WRONG(Outcome.USAGE),
    SCHEDULE_UNKNOWN(Outcome.USAGE),
    ZONE_UNKNOWN(Outcome.USAGE);

    private final Outcome outcome;

    ScheduleProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }

    static PenstockException cron(String what) {
        return new PenstockException(
                CRON_INVALID,
                "The cron expression is wrong: " + what + ".",
                "Write one such as \"0 2 * * *\", every night at two.");
    }
}
