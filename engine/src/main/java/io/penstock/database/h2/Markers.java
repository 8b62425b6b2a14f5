package io.penstock.database.h2;

import io.penstock.database.Marker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The marker is two constants in a schema of our own: every user can read them, and no copy carries them. */
final class Markers {

    static final String SCHEMA = "PENSTOCK";

    private static final String ENVIRONMENT = "ENVIRONMENT";
    private static final String SEAL = "SEAL";

    private Markers() {}

    static Optional<Marker> read(Connection connection) throws SQLException {
        List<String> present = Sql.list(
                connection,
                "SELECT CONSTANT_NAME FROM INFORMATION_SCHEMA.CONSTANTS WHERE CONSTANT_SCHEMA = ?",
                row -> row.getString(1),
                SCHEMA);
        if (!present.contains(ENVIRONMENT)) {
            return Optional.empty();
        }
        return Optional.of(
                new Marker(value(connection, ENVIRONMENT), present.contains(SEAL) ? value(connection, SEAL) : null));
    }

    static void write(Connection connection, Marker marker) throws SQLException {
        Sql.run(connection, "CREATE SCHEMA IF NOT EXISTS " + Sql.quote(SCHEMA));
        replace(connection, SEAL, Optional.empty());
        replace(connection, ENVIRONMENT, Optional.of(marker.environment()));
        replace(connection, SEAL, marker.sealed());
    }

    private static void replace(Connection connection, String name, Optional<String> value) throws SQLException {
        Sql.run(connection, "DROP CONSTANT IF EXISTS " + qualified(name));
        if (value.isPresent()) {
            Sql.run(connection, "CREATE CONSTANT " + qualified(name) + " VALUE " + Sql.literal(value.get()));
        }
    }

    private static String value(Connection connection, String name) throws SQLException {
        return Sql.one(connection, "SELECT " + qualified(name), row -> row.getString(1));
    }

    private static String qualified(String name) {
        return Sql.quote(SCHEMA) + "." + Sql.quote(name);
    }
}
