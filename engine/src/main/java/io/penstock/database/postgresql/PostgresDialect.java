package io.penstock.database.postgresql;

import io.penstock.database.Database;
import io.penstock.database.DatabaseBackup;
import io.penstock.database.Dialect;
import io.penstock.database.PreparationSession;
import io.penstock.database.Snapshot;
import io.penstock.database.StoredDatabase;
import io.penstock.landscape.DatabaseAddress;
import java.nio.file.Path;

/** Speaks PostgreSQL 14 and newer. Thread-safe. */
public final class PostgresDialect implements Dialect {

    private final Path scratch;

    /** @param scratch a directory for temporary files, made when a run needs it; what killed runs left there is removed by the next one */
    public PostgresDialect(Path scratch) {
        this.scratch = scratch;
    }

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public boolean speaks(String url) {
        return url.startsWith("jdbc:postgresql:");
    }

    @Override
    public Database open(DatabaseAddress address, String url, String purpose) {
        return PostgresDatabase.open(new Sessions(address, url, purpose), scratch);
    }

    @Override
    public PreparationSession prepare(DatabaseAddress address, String purpose) {
        return PostgresPreparation.open(new Sessions(address, address.url(), purpose));
    }

    public DatabaseBackup backup(Snapshot snapshot) {
        return new PostgresBackup((PostgresSnapshot) snapshot, scratch);
    }

    @Override
    public Database stored(StoredDatabase backup, Database target) {
        return Skeleton.make((PostgresDatabase) target, backup);
    }
}
