package io.penstock.database;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Who makes a copy and of what it depends. A copy that a run left which died is gone on with only by that run, and only while all of it is the same.
 *
 * @param run the id of the run; empty for a copy that is never to be taken up
 * @param attempt the fencing number of the process that works on it: once a later one has taken the copy up, an earlier one can write nothing more
 * @param equal what must be the same, by names for people such as {@code personal-data map}
 */
public record CopyTerms(String run, long attempt, Map<String, String> equal) {

    /** Of a copy that is never to be taken up. */
    public static final CopyTerms NONE = new CopyTerms("", 0, Map.of());

    public CopyTerms {
        equal = Collections.unmodifiableMap(new LinkedHashMap<>(equal));
    }

    /** What is not the same as it was when the copy was begun, as a phrase; empty when all is. */
    public Optional<String> difference(Map<String, String> then) {
        return equal.entrySet().stream()
                .filter(term -> !Objects.equals(term.getValue(), then.get(term.getKey())))
                .map(term -> "the " + term.getKey() + " is not the same as then")
                .findFirst();
    }
}
