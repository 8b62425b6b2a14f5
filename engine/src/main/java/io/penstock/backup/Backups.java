package io.penstock.backup;

import io.penstock.PenstockException;
import io.penstock.landscape.BackupSettings;
import io.penstock.landscape.Landscape;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The backups of a landscape. Thread-safe. */
public final class Backups {

    /** One that is listed. @param problem why it cannot be used; absent when nothing is known to be wrong */
    public record Listed(
            String id,
            @Nullable Manifest manifest,
            @Nullable String problem) {}

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,150}-\\d{8}-\\d{6}-[0-9a-f]{4}");
    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final BackupStore store;
    private final BackupKey key;
    private final BackupSettings settings;

    private Backups(BackupSettings settings) {
        this.settings = settings;
        this.store = new FolderStore(settings.folder());
        this.key = BackupKey.ofBase64(settings.key().reveal());
    }

    /** @throws PenstockException BACKUPS-NOT-CONFIGURED, BACKUP-KEY-INVALID */
    public static Backups of(Landscape landscape) {
        BackupSettings settings = landscape.backups();
        if (settings == null) {
            throw new PenstockException(
                    BackupProblem.BACKUPS_NOT_CONFIGURED,
                    "penstock.yaml does not say where backups rest and what they are encrypted with.",
                    "Add backups: {folder: …, key: \"${env:NAME}\"}; a key comes from: openssl rand -base64 32.");
        }
        return new Backups(settings);
    }

    static boolean isId(String name) {
        return ID.matcher(name).matches();
    }

    /** For people. */
    public String where() {
        return store.where();
    }

    /** Begins a backup; first removes what killed runs left. */
    public BackupWriter begin(String environment, @Nullable String forEnvironment) {
        String id = environment + (forEnvironment == null ? "" : "-for-" + forEnvironment) + "-"
                + ID_TIME.format(Instant.now()) + "-" + String.format("%04x", RANDOM.nextInt(0x10000));
        try {
            store.sweep();
            return new BackupWriter(id, store.begin(id), key, store.where());
        } catch (IOException e) {
            throw unusable(store.where(), e);
        }
    }

    /**
     * Opens a whole backup.
     *
     * @throws PenstockException BACKUP-UNKNOWN, BACKUP-KEY-WRONG, BACKUP-DAMAGED
     */
    public Backup open(String id) {
        try {
            List<String> ids = store.list();
            if (!ids.contains(id)) {
                throw new PenstockException(
                        BackupProblem.BACKUP_UNKNOWN,
                        "There is no backup " + id + " in " + store.where() + ".",
                        ids.isEmpty() ? "None is there." : "See penstock backup list.");
            }
            return Backup.open(store, id, key);
        } catch (IOException e) {
            throw unusable(store.where(), e);
        }
    }

    /** The whole backups, oldest first. */
    public List<Listed> list() {
        List<Listed> all = new ArrayList<>();
        try {
            for (String id : store.list()) {
                all.add(listed(id));
            }
        } catch (IOException e) {
            throw unusable(store.where(), e);
        }
        all.sort(Comparator.comparing(listed ->
                listed.manifest() == null ? listed.id() : listed.manifest().madeAt() + listed.id()));
        return all;
    }

    private Listed listed(String id) {
        try {
            return new Listed(id, Backup.open(store, id, key).manifest(), null);
        } catch (PenstockException e) {
            return new Listed(id, null, e.problems().get(0).toString());
        }
    }

    /**
     * Removes what {@code keep} of penstock.yaml does not keep, and what killed runs left.
     *
     * @return what was removed, or would be
     */
    public List<String> prune(String environment, @Nullable String forEnvironment, boolean dryRun) {
        List<Manifest> ours = list().stream()
                .flatMap(listed -> Optional.ofNullable(listed.manifest()).stream())
                .filter(manifest -> manifest.environment().equals(environment))
                .filter(manifest -> forEnvironment == null || forEnvironment.equals(manifest.forEnvironment()))
                .toList();
        List<String> removed = new Retention(settings).superfluous(ours, Instant.now());
        if (!dryRun) {
            try {
                for (String id : removed) {
                    store.remove(id);
                }
                store.sweep();
            } catch (IOException e) {
                throw unusable(store.where(), e);
            }
        }
        return removed;
    }

    static PenstockException unusable(String where, IOException e) {
        return new PenstockException(
                BackupProblem.BACKUP_STORE_UNUSABLE,
                "The place of backups " + where + " cannot be used: "
                        + e.getClass().getSimpleName() + " " + e.getMessage() + ".",
                "Check its rights and its disk, and run the command again; what was begun is not taken for a backup.",
                e);
    }
}
