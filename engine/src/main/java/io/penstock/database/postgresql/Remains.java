package io.penstock.database.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Where values that stood in the rows stay after the rows were replaced, as far as a session can see. */
final class Remains {

    private static final String FOUND = "SELECT what FROM (VALUES"
            + " (1, 'the write-ahead log, until its files are recycled', true),"
            + " (2, 'the archive of the write-ahead log (archive_mode is on), and so every backup that uses it',"
            + "  current_setting('archive_mode') <> 'off'),"
            + " (3, 'what replication slots hold back of the write-ahead log', EXISTS (SELECT FROM pg_replication_slots)),"
            + " (4, 'replicas that do not follow', EXISTS (SELECT FROM pg_stat_replication)),"
            + " (5, 'backups and copies of this database, and the files that it was restored from', true),"
            + " (6, 'the log of the server, where it holds statements or rows of earlier sessions', true),"
            + " (7, 'texts of statements in pg_stat_statements; pg_stat_statements_reset() empties it',"
            + "  EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_stat_statements')),"
            + " (8, 'blocks of removed files on the disk, until it writes over them', true)) x(position, what, found)"
            + " WHERE found ORDER BY position";

    private Remains() {}

    static List<String> of(Connection session) throws SQLException {
        return Sql.list(session, FOUND, row -> row.getString(1));
    }
}
