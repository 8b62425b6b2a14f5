package io.penstock.prepare;

import java.util.Locale;

/** Which of the two jobs is done; see the references of DBInit, DBMigrate and DBPrepare. */
public enum PrepareMode {
    /** Cartridges that are not initialized are; the others are migrated. */
    AUTO,
    /** Only what initializes. */
    INIT,
    /** Only what migrates, whether a cartridge was initialized or not. */
    MIGRATE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
