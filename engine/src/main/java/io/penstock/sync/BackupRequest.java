package io.penstock.sync;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backup that is asked for.
 *
 * @param forEnvironment the lower environment that it is for; null for its own
 * @param startedBy user and machine, for the record
 */
public record BackupRequest(String environment, @Nullable String forEnvironment, String startedBy) {

    /** The words of its command. */
    public List<String> words() {
        List<String> words = new ArrayList<>(List.of("backup", "create", environment));
        if (forEnvironment != null) {
            words.addAll(List.of("--for", forEnvironment));
        }
        return words;
    }

    /** Whether words are those of such a command. */
    public static boolean isMeantBy(List<String> words) {
        return words.get(0).equals("backup");
    }

    /** The request whose {@link #words} these are. */
    public static BackupRequest of(List<String> words, String startedBy) {
        return new BackupRequest(words.get(2), words.size() > 4 ? words.get(4) : null, startedBy);
    }

    String command() {
        return String.join(" ", words());
    }
}
