package io.penstock.pseudonym;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts how often each path into the documents of a column led anywhere: one that never does is most likely a mistake. */
final class PathUse {

    private final Map<String, LongAdder> paths = new LinkedHashMap<>();
    private final LongAdder documents = new LongAdder();

    /** The counter of a path. All are asked for before the first document is read. */
    LongAdder of(String path) {
        return paths.computeIfAbsent(path, absent -> new LongAdder());
    }

    void addDocument() {
        documents.increment();
    }

    void forget() {
        documents.reset();
        paths.values().forEach(LongAdder::reset);
    }

    /** The paths that led nowhere; none as long as no document was read. */
    List<String> unused() {
        List<String> unused = new ArrayList<>();
        if (documents.sum() > 0) {
            paths.forEach((path, uses) -> {
                if (uses.sum() == 0) {
                    unused.add(path);
                }
            });
        }
        return unused;
    }
}
