package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.database.PreparationSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the registry tells of the past. Only reads; a registry that is not there yet is one without rows. For one thread. */
final class StepHistory {

    private final PreparationSession session;
    private final boolean there;

    StepHistory(PreparationSession session, boolean there) {
        this.session = session;
        this.there = there;
    }

    /** Reads one row. */
    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String sql, Row<T> reader, String... values) {
        if (!there) {
            return List.of();
        }
        Connection connection = session.connection();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            List<T> read = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    read.add(reader.read(rows));
                }
            }
            connection.rollback();
            return read;
        } catch (SQLException e) {
            throw new PenstockException(
                    PrepareProblem.STEP_REGISTRY_UNUSABLE,
                    "The registry of preparation steps cannot be read: " + session.shown(e) + ".",
                    "Let the user of the database read the tables PREPARATIONSTEP, PREPARATIONATTEMPT and CARTRIDGEINFORMATION.",
                    e);
        }
    }

    /** How long each step took when it succeeded last, in milliseconds; without those that were only registered. */
    Map<StepKey, Long> durations() {
        Map<StepKey, Long> durations = new HashMap<>();
        list(
                        "SELECT CARTRIDGEUUID, ID, VERSION, TYPE, STARTED, ENDED FROM PREPARATIONSTEP"
                                + " WHERE STATUS = 'SUCCESS' AND ENDED > STARTED",
                        row -> Map.entry(
                                key(row),
                                row.getTimestamp(6).getTime()
                                        - row.getTimestamp(5).getTime()))
                .forEach(entry -> durations.put(entry.getKey(), entry.getValue()));
        return durations;
    }

    /** A step as the registry knows it. */
    record Entry(
            StepKey key,
            String cartridge,
            String status,
            String preparer,
            @Nullable String fingerprint,
            @Nullable String ended,
            @Nullable String run,
            @Nullable String error) {

        /** As people name it. */
        String name() {
            return StepHistory.name(cartridge, key);
        }
    }

    /** All steps, by cartridge, version and key. */
    List<Entry> entries() {
        return list(
                "SELECT CARTRIDGEUUID, ID, VERSION, TYPE, CARTRIDGE, STATUS, PREPARER, FINGERPRINT, ENDED, RUN, ERROR"
                        + " FROM PREPARATIONSTEP ORDER BY CARTRIDGE, TYPE, VERSION, ID",
                row -> new Entry(
                        key(row),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        moment(row.getTimestamp(9)),
                        row.getString(10),
                        row.getString(11)));
    }

    /** The migration version of each initialized cartridge, by name; an empty one where it has none. */
    Map<String, String> cartridges() {
        Map<String, String> versions = new HashMap<>();
        list("SELECT INTERNALNAME, MIGRATIONVERSION FROM CARTRIDGEINFORMATION", row ->
                        new String[] {row.getString(1), row.getString(2)})
                .forEach(row -> versions.put(row[0], row[1] == null ? "" : row[1]));
        return versions;
    }

    /** All attempts, oldest first. */
    List<StepAttempt> attempts() {
        return list(
                "SELECT A.CARTRIDGEUUID, A.ID, A.VERSION, A.TYPE, S.CARTRIDGE, A.STATUS, A.MOMENT, A.RUN, A.ERROR"
                        + " FROM PREPARATIONATTEMPT A LEFT JOIN PREPARATIONSTEP S ON S.CARTRIDGEUUID = A.CARTRIDGEUUID AND S.ID = A.ID"
                        + " AND S.VERSION = A.VERSION AND S.TYPE = A.TYPE ORDER BY A.MOMENT, A.RUN, A.NUMBER",
                row -> new StepAttempt(
                        name(row.getString(5) == null ? "?" : row.getString(5), key(row)),
                        row.getString(4),
                        row.getString(6),
                        row.getTimestamp(7).toInstant().toString(),
                        row.getString(8),
                        row.getString(9)));
    }

    private static StepKey key(ResultSet row) throws SQLException {
        return new StepKey(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }

    private static String name(String cartridge, StepKey key) {
        return cartridge + ":" + (key.version().equals("n/a") ? "" : key.version() + ":") + key.id();
    }

    private static @Nullable String moment(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant().toString();
    }
}
