package io.penstock.landscape;

import static java.util.Objects.requireNonNullElse;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads where backups rest. */
final class BackupReader {

    private static final Set<String> KEYS = Set.of("folder", "key", "keep");
    private static final int MOST = 100_000;

    private final Values values;
    private final Path store;

    BackupReader(Values values, Path store) {
        this.values = values;
        this.store = store;
    }

    /** @return null when there are none */
    @Nullable
    BackupSettings read(ConfigMapping root) {
        ConfigMapping backups = root.mapping("backups");
        if (backups == null) {
            return null;
        }
        backups.rejectUnknown(KEYS);
        backups.require("key");
        Path folder = requireNonNullElse(values.path(backups, "folder"), store.resolve("backups"));
        Secret key = values.key(backups, "key", "backup key");
        ConfigMapping keep = backups.mapping("keep");
        int last = 0;
        int days = 0;
        if (keep != null) {
            keep.rejectUnknown(Set.of("last", "days"));
            last = requireNonNullElse(keep.integer("last", 1, MOST), 0);
            days = requireNonNullElse(keep.integer("days", 1, MOST), 0);
        }
        return key == null ? null : new BackupSettings(folder, key, last, days);
    }
}
