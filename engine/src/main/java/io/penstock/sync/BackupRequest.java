package io.penstock.sync;

import org.jspecify.annotations.Nullable;

/**
 * A backup that is asked for.
 *
 * @param forEnvironment the lower environment that it is for; null for its own
 * @param startedBy user and machine, for the record
 */
public record BackupRequest(String environment, @Nullable String forEnvironment, String startedBy) {

    String command() {
        return "backup create " + environment + (forEnvironment == null ? "" : " --for " + forEnvironment);
    }
}
