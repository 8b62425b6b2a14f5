package io.penstock.database.postgresql;

import io.penstock.Problem;
import io.penstock.database.DatabaseProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Whether the disk of the target has room for a copy. SQL tells no free space; it is seen only where the server runs on this machine and shows its data directory. */
final class TargetDisk {

    /** A copy, its indexes, and the replaced database beside it. */
    private static final int FACTOR = 3;

    private TargetDisk() {}

    static Optional<Problem> lacking(PostgresDatabase target, PostgresDatabase source) throws SQLException {
        if (!target.sessions().onThisMachine()) {
            return Optional.empty();
        }
        List<String> directory = Sql.list(
                target.connection(),
                "SELECT setting FROM pg_settings WHERE name = 'data_directory' AND setting <> ''",
                row -> row.getString(1));
        if (directory.isEmpty() || !Files.isDirectory(Path.of(directory.get(0)))) {
            return Optional.empty();
        }
        long size = Sql.one(source.connection(), "SELECT pg_database_size(current_database())", row -> row.getLong(1));
        try {
            long free = Files.getFileStore(Path.of(directory.get(0))).getUsableSpace();
            if (free >= FACTOR * size) {
                return Optional.empty();
            }
            return Optional.of(new Problem(
                    DatabaseProblem.DISK_TOO_SMALL,
                    "The disk of " + target.sessions().where() + " has " + free / 1_000_000 + " MB free; a source of "
                            + size / 1_000_000 + " MB needs " + FACTOR * size / 1_000_000 + " MB.",
                    "Free disk space there, or remove replaced databases with a smaller undo."));
        } catch (IOException cannotTell) {
            // The directory is another user's: as on any remote server, a full disk is then found while copying.
            return Optional.empty();
        }
    }
}
