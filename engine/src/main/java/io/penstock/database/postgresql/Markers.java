package io.penstock.database.postgresql;

import io.penstock.database.Marker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The marker is a setting of the database: every role can read it, no dump carries it, and it moves with a rename. */
final class Markers {

    private static final String ENVIRONMENT = "penstock.environment";
    private static final String SEAL = "penstock.seal";
    private static final String INTENT = "penstock.intent";

    private Markers() {}

    static Optional<Marker> read(Connection connection, String database) throws SQLException {
        Map<String, String> settings = settings(connection, database);
        String environment = settings.get(ENVIRONMENT);
        return environment == null ? Optional.empty() : Optional.of(new Marker(environment, settings.get(SEAL)));
    }

    /** What the run that made the database intends to swap with it; like the marker, it moves with a rename. */
    static Optional<String> intent(Connection connection, String database) throws SQLException {
        return Optional.ofNullable(settings(connection, database).get(INTENT));
    }

    private static Map<String, String> settings(Connection connection, String database) throws SQLException {
        Map<String, String> settings = new HashMap<>();
        Sql.list(
                connection,
                "SELECT split_part(s, '=', 1), substr(s, strpos(s, '=') + 1) FROM pg_db_role_setting r"
                        + " JOIN pg_database d ON d.oid = r.setdatabase, unnest(r.setconfig) s"
                        + " WHERE d.datname = ? AND r.setrole = 0 AND s LIKE 'penstock.%'",
                row -> settings.put(row.getString(1), row.getString(2)),
                database);
        return settings;
    }

    static void write(Connection connection, String database, Marker marker) throws SQLException {
        String alter = "ALTER DATABASE " + Sql.quote(database);
        Sql.run(connection, alter + " SET " + ENVIRONMENT + " = " + Sql.literal(marker.environment()));
        if (marker.seal() == null) {
            Sql.run(connection, alter + " RESET " + SEAL);
        } else {
            Sql.run(connection, alter + " SET " + SEAL + " = " + Sql.literal(marker.seal()));
        }
    }

    static void intend(Connection connection, String database, String intent) throws SQLException {
        Sql.run(connection, "ALTER DATABASE " + Sql.quote(database) + " SET " + INTENT + " = " + Sql.literal(intent));
    }

    static void forgetIntent(Connection connection, String database) throws SQLException {
        Sql.run(connection, "ALTER DATABASE " + Sql.quote(database) + " RESET " + INTENT);
    }
}
