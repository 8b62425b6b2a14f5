package io.penstock.run;

import java.util.List;

/** Hears of runs. What it throws would end them, so it throws nothing. */
public interface RunListener {

    /** A run has begun. */
    void began(Run run);

    /** A run goes on in this process, since the one died that had worked on it. */
    default void tookUp(Run run) {}

    /**
     * A run has ended.
     *
     * @param problems why it ended early; empty when it is done
     * @param report its report as text, empty when it has none
     */
    void ended(Run run, List<String> problems, String report);

    /** A run waits for a person. */
    default void waits(Run run, Question question) {}

    /** Both hear, this one first. */
    default RunListener and(RunListener other) {
        RunListener first = this;
        return new RunListener() {
            @Override
            public void began(Run run) {
                first.began(run);
                other.began(run);
            }

            @Override
            public void ended(Run run, List<String> problems, String report) {
                first.ended(run, problems, report);
                other.ended(run, problems, report);
            }

            @Override
            public void tookUp(Run run) {
                first.tookUp(run);
                other.tookUp(run);
            }

            @Override
            public void waits(Run run, Question question) {
                first.waits(run, question);
                other.waits(run, question);
            }
        };
    }

    /** Hears nothing. */
    RunListener NONE = new RunListener() {
        @Override
        public void began(Run run) {}

        @Override
        public void ended(Run run, List<String> problems, String report) {}
    };
}
