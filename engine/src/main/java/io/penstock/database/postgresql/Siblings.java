package io.penstock.database.postgresql;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.CRC32;

/** The databases that stand beside a target under names made from its own: the shadow that grows, and the replaced ones that are kept. */
final class Siblings {

    /** PostgreSQL cuts longer names off (NAMEDATALEN - 1). */
    private static final int LONGEST_NAME = 63;

    private static final int LONGEST_SUFFIX = 38;
    private static final String UNDO = "_penstock_undo_";
    private static final String SKELETON = "_penstock_backup_";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String stem;

    Siblings(String target) {
        this.stem = stem(target);
    }

    String shadow() {
        return stem + "_penstock_shadow";
    }

    /** The name that a database has for the moment in which an undo removes it. */
    String discarded() {
        return stem + "_penstock_discarded";
    }

    /** A name for a database that holds the structure of a backup while it is read. */
    String skeleton() {
        return stem + SKELETON + String.format("%08x", RANDOM.nextInt());
    }

    /** Removes the skeletons that nobody is connected to: those of dead runs. */
    void dropDeadSkeletons(Connection maintenance) throws SQLException {
        for (String dead : Sql.list(
                maintenance,
                "SELECT datname FROM pg_database d WHERE starts_with(datname::text, ?)"
                        + " AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid)",
                row -> row.getString(1),
                stem + SKELETON)) {
            drop(maintenance, dead);
        }
    }

    String replacedBy(String run) {
        return stem + UNDO + run;
    }

    String runOf(String replaced) {
        return replaced.substring(stem.length() + UNDO.length());
    }

    /** The kept databases, newest run first: ids of runs begin with their time. */
    List<String> replaced(Connection maintenance) throws SQLException {
        return Sql.list(
                maintenance,
                "SELECT datname FROM pg_database WHERE starts_with(datname::text, ?) ORDER BY datname DESC",
                row -> row.getString(1),
                stem + UNDO);
    }

    static void drop(Connection maintenance, String database) throws SQLException {
        Sql.run(maintenance, "DROP DATABASE IF EXISTS " + Sql.quote(database) + " WITH (FORCE)");
    }

    private static String stem(String target) {
        byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_NAME - LONGEST_SUFFIX) {
            return target;
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        int length = LONGEST_NAME - LONGEST_SUFFIX - 9;
        while ((bytes[length] & 0xC0) == 0x80) {
            length--;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8) + String.format("_%08x", checksum.getValue());
    }
}
