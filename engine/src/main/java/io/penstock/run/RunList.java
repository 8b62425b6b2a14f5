package io.penstock.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All runs that the store or the files know of. */
final class RunList {

    private RunList() {}

    /** Newest first. */
    static List<Run> of(@Nullable RunStore store, RunFiles files) {
        Map<String, Run> runs = new LinkedHashMap<>();
        if (store != null && store.exists()) {
            store.list().forEach(run -> runs.put(run.id(), run));
        }
        // Runs from before there was a store; and ends that were not written to it, for it was out of reach.
        files.list()
                .forEach(run -> runs.merge(
                        run.id(), run, (row, file) -> row.ended() == null && file.ended() != null ? file : row));
        List<Run> result = new ArrayList<>(runs.values());
        result.sort(Comparator.comparing(Run::began).thenComparing(Run::id).reversed());
        return result;
    }
}
