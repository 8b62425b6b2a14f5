package io.penstock.sync;

import io.penstock.landscape.ClusterType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is asked for.
 *
 * @param clusters the clusters to sync; empty for all that both environments have
 * @param directories of the shared file system; empty for those that {@code penstock.yaml} names
 * @param delete whether files that only the target has are deleted
 * @param manyDeletions whether a person has agreed that more than half of the files may be deleted
 * @param confirmed whether a person has agreed: empty targets are adopted
 * @param keepUnsealed whether a replaced database that no sync has filled is kept for undo all the same
 * @param startedBy user and machine, for the record
 * @param ask whether a person is asked how to go on when a hook fails, also where the environment does not say so
 */
public record SyncRequest(
        String source,
        String target,
        Set<ClusterType> clusters,
        boolean databases,
        boolean files,
        List<String> directories,
        boolean delete,
        ManyDeletions manyDeletions,
        boolean confirmed,
        boolean keepUnsealed,
        String startedBy,
        boolean ask) {

    private static final Pattern WORD = Pattern.compile("'(?:[^']|'\\\\'')*'|[^ ']+");

    public SyncRequest {
        clusters = Set.copyOf(clusters);
        directories = List.copyOf(directories);
    }

    /** What is run, for the record, as one would type it after {@code penstock}. */
    public String command() {
        List<String> words = new ArrayList<>(List.of("sync", source, target));
        if (clusters.size() == 1) {
            words.add("--cluster " + clusters.iterator().next().label());
        }
        if (databases != files) {
            words.add("--only " + (databases ? "database" : "files"));
        }
        if (!directories.isEmpty()) {
            words.add("--dirs " + quoted(String.join(",", directories)));
        }
        if (delete) {
            words.add("--delete");
        }
        if (manyDeletions == ManyDeletions.AGREED) {
            words.add("--delete-many");
        }
        if (ask) {
            words.add("--ask");
        }
        if (keepUnsealed) {
            words.add("--keep-unsealed");
        }
        return String.join(" ", words);
    }

    private static String quoted(String word) {
        return word.matches("[\\w./,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** The words of such a command. */
    public static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            String found = word.group();
            words.add(
                    found.startsWith("'")
                            ? found.substring(1, found.length() - 1).replace("'\\''", "'")
                            : found);
        }
        return words;
    }

    /** Asks nobody. */
    public SyncRequest(
            String source,
            String target,
            Set<ClusterType> clusters,
            boolean databases,
            boolean files,
            List<String> directories,
            boolean delete,
            ManyDeletions manyDeletions,
            boolean confirmed,
            boolean keepUnsealed,
            String startedBy) {
        this(
                source,
                target,
                clusters,
                databases,
                files,
                directories,
                delete,
                manyDeletions,
                confirmed,
                keepUnsealed,
                startedBy,
                false);
    }

    /** The same, asking a person when a hook fails. */
    public SyncRequest asking() {
        return new SyncRequest(
                source,
                target,
                clusters,
                databases,
                files,
                directories,
                delete,
                manyDeletions,
                confirmed,
                keepUnsealed,
                startedBy,
                true);
    }

    /** Databases and files of all clusters, nothing deleted. */
    public static SyncRequest of(String source, String target, boolean confirmed, String startedBy) {
        return new SyncRequest(
                source,
                target,
                Set.of(),
                true,
                true,
                List.of(),
                false,
                ManyDeletions.REFUSED,
                confirmed,
                false,
                startedBy);
    }
}
