package io.penstock.run;

import java.util.List;

/** Does works, several at once. */
public interface Workers {

    /**
     * Does all works, each after those that it stands after, and among those that are ready the one with the most work behind it first.
     * When one fails, no further one is begun, and the others are interrupted.
     *
     * @throws io.penstock.PenstockException the failure of the first work that failed
     */
    void run(List<Work> works, Progress progress);
}
