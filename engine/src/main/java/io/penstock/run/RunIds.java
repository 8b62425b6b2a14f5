package io.penstock.run;

import io.penstock.PenstockException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Names runs, and finds them by what people write. */
final class RunIds {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();

    private RunIds() {}

    /** A new id; ids sort by age. */
    static String make(Instant began) {
        return TIME.format(began) + "-" + String.format("%04x", RANDOM.nextInt(0x10000));
    }

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
