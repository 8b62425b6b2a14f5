package io.penstock.schedule;

import io.penstock.landscape.ClusterType;
import io.penstock.sync.ManyDeletions;
import io.penstock.sync.SyncRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sync from the words of its command, as {@link SyncRequest#words} gives them. */
final class SyncWords {

    private static final String CLUSTER = "--cluster";
    private static final String ONLY = "--only";
    private static final String DIRECTORIES = "--dirs";
    private static final String DELETE = "--delete";
    private static final String DELETE_MANY = "--delete-many";
    private static final String ASK = "--ask";
    private static final String KEEP_UNSEALED = "--keep-unsealed";

    private SyncWords() {}

    static SyncRequest request(List<String> words, String startedBy) {
        String cluster = after(words, CLUSTER);
        String only = after(words, ONLY);
        String directories = after(words, DIRECTORIES);
        Set<ClusterType> clusters = Stream.of(ClusterType.values())
                .filter(type -> type.label().equals(cluster))
                .collect(Collectors.toSet());
        return new SyncRequest(
                words.get(1),
                words.get(2),
                clusters,
                !only.equals("files"),
                !only.equals("database"),
                directories.isEmpty() ? List.of() : List.of(directories.split(",")),
                words.contains(DELETE),
                words.contains(DELETE_MANY) ? ManyDeletions.AGREED : ManyDeletions.REFUSED,
                true,
                words.contains(KEEP_UNSEALED),
                startedBy,
                words.contains(ASK));
    }

    /** The word after an option; empty without it. */
    private static String after(List<String> words, String option) {
        int at = words.indexOf(option);
        return at < 0 ? "" : words.get(at + 1);
    }
}
