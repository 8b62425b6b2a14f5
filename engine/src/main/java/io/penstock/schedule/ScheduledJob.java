package io.penstock.schedule;

import io.penstock.PenstockException;
import io.penstock.run.Progress;
import io.penstock.run.RunState;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs the commands of schedules. */
interface ScheduledJob {

    /**
     * Runs one to its end.
     *
     * @param again whether the process died that had begun it, so that its run can be gone on with
     * @param began hears the id of the run once there is one
     * @throws PenstockException when it did not do what it should
     */
    void run(Schedule schedule, boolean again, Progress progress, Consumer<String> began);

    /** How a run stands that was begun before; empty when nobody knows it. */
    Optional<RunState> state(String run);
}
