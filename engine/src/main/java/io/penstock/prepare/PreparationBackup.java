package io.penstock.prepare;

import io.penstock.run.Progress;

/** Backs an environment up before it is prepared; given from outside, since it is another feature that does it. */
@FunctionalInterface
public interface PreparationBackup {

    /**
     * Makes a backup, where that is possible.
     *
     * @return what was made, or why nothing was, as a sentence for people
     * @throws io.penstock.PenstockException when it could be made and failed: nothing is prepared then
     */
    String make(String environment, String startedBy, Progress progress);
}
