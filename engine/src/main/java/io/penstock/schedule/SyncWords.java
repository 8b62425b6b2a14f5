package io.penstock.schedule;

import io.penstock.landscape.ClusterType;
import io.penstock.sync.ManyDeletions;
import io.penstock.sync.SyncRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sync as the words of its command, and back. */
final class SyncWords {

    private static final String SYNC = "sync";
    private static final String CLUSTER = "--cluster";
    private static final String ONLY = "--only";
    private static final String DIRECTORIES = "--dirs";
    private static final String DELETE = "--delete";
    private static final String DELETE_MANY = "--delete-many";
    private static final String ASK = "--ask";
    private static final String KEEP_UNSEALED = "--keep-unsealed";

    private SyncWords() {}

    static List<String> of(SyncRequest request) {
        List<String> words = new ArrayList<>(List.of(SYNC, request.source(), request.target()));
        if (request.clusters().size() == 1) {
            words.addAll(List.of(CLUSTER, request.clusters().iterator().next().label()));
        }
        if (request.databases() != request.files()) {
            words.addAll(List.of(ONLY, request.databases() ? "database" : "files"));
        }
        if (!request.directories().isEmpty()) {
            words.addAll(List.of(DIRECTORIES, String.join(",", request.directories())));
        }
        if (request.delete()) {
            words.add(DELETE);
        }
        if (request.manyDeletions() == ManyDeletions.AGREED) {
            words.add(DELETE_MANY);
        }
        if (request.ask()) {
            words.add(ASK);
        }
        if (request.keepUnsealed()) {
            words.add(KEEP_UNSEALED);
        }
        return words;
    }

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
