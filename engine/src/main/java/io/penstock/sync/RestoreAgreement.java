package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.backup.BackupProblem;
import io.penstock.landscape.Landscape;
import io.penstock.run.AuditTrail;
import io.penstock.run.RunProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Two people agree that production is replaced by a backup: one asks, and another one, by the name of the user, restores within a day. */
final class RestoreAgreement {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration VALID = Duration.ofHours(24);

    /** @param by user and machine; @param at ISO-8601 in UTC */
    record Asked(String environment, String backup, String by, String at) {}

    private final Path folder;
    private final AuditTrail audit;

    RestoreAgreement(Landscape landscape) {
        this.folder = landscape.storeDirectory().resolve("restores");
        this.audit = new AuditTrail(landscape.storeDirectory());
    }

    /** Notes that somebody asks; who asks again asks anew. */
    void ask(RestoreRequest request, Instant now) {
        Asked asked = new Asked(request.environment(), request.backup(), request.startedBy(), now.toString());
        audit.record("restore asked for", request.startedBy(), what(request));
        try {
            Files.createDirectories(folder);
            Path whole = Files.createTempFile(folder, "asked", ".new");
            Files.writeString(whole, JSON.writeValueAsString(asked));
            Files.move(whole, file(request), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Makes sure that somebody else has asked for the same.
     *
     * @return who
     * @throws PenstockException RESTORE-UNCONFIRMED
     */
    String require(RestoreRequest request, Instant now) {
        Optional<Asked> asked = read(request)
                .filter(found -> found.environment().equals(request.environment())
                        && found.backup().equals(request.backup())
                        && Instant.parse(found.at()).plus(VALID).isAfter(now));
        if (asked.isEmpty()) {
            throw unconfirmed(
                    "nobody has asked within a day that " + request.environment() + " is replaced by backup "
                            + request.backup(),
                    "Ask for it with: penstock restore " + request.environment() + " --from " + request.backup()
                            + "; then another person agrees.");
        }
        String by = asked.get().by();
        if (user(by).equals(user(request.startedBy()))) {
            throw unconfirmed(
                    user(by) + " has asked that " + request.environment() + " is replaced by backup " + request.backup()
                            + ", and cannot agree to it",
                    "Another user runs: penstock restore " + request.environment() + " --from " + request.backup()
                            + " --agree.");
        }
        return by;
    }

    /** Uses what was agreed up. */
    void used(RestoreRequest request, String askedBy) {
        Map<String, String> what = new TreeMap<>(what(request));
        what.put("asked by", askedBy);
        audit.record("restore agreed to", request.startedBy(), what);
        try {
            Files.deleteIfExists(file(request));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Optional<Asked> read(RestoreRequest request) {
        try {
            return Files.isRegularFile(file(request))
                    ? Optional.of(JSON.readValue(Files.readString(file(request)), Asked.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw unusable(e);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private Path file(RestoreRequest request) {
        return folder.resolve(request.environment() + ".json");
    }

    private static Map<String, String> what(RestoreRequest request) {
        return Map.of("environment", request.environment(), "backup", request.backup());
    }

    /** The same person at another machine is the same person. */
    private static String user(String startedBy) {
        int at = startedBy.lastIndexOf('@');
        return at < 0 ? startedBy : startedBy.substring(0, at);
    }

    private static PenstockException unconfirmed(String what, String remedy) {
        return new PenstockException(
                BackupProblem.RESTORE_UNCONFIRMED, "Two people have to agree, and " + what + ".", remedy);
    }

    private PenstockException unusable(IOException e) {
        return new PenstockException(
                RunProblem.STORE_UNUSABLE,
                "The place of agreements " + folder + " cannot be used: "
                        + e.getClass().getSimpleName() + ".",
                "Check store-directory in penstock.yaml, its rights and its disk.",
                e);
    }
}
