package io.penstock.run;

import io.penstock.PenstockException;
import java.util.List;

/** Finds runs by what people write. */
final class RunIds {

    private RunIds() {}

    /** The run with this id, or the only one whose id begins so. */
    static Run find(List<Run> runs, String id) {
        List<Run> matching =
                runs.stream().filter(run -> run.id().startsWith(id)).toList();
        if (matching.size() != 1) {
            throw new PenstockException(
                    RunProblem.RUN_UNKNOWN,
                    (matching.isEmpty() ? "There is no run '" : "There is more than one run '") + id + "'.",
                    "See penstock runs list.");
        }
        return matching.get(0);
    }
}
