package io.penstock.database.h2;

import io.penstock.PenstockException;
import io.penstock.database.DatabaseProblem;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Secret;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.h2.Driver;
import org.jspecify.annotations.Nullable;

/** Opens sessions of one database file and of the shadow beside it. Thread-safe. */
final class Sessions {

    static final String SETTINGS = "SET TIME ZONE 'UTC'; SET LOCK_TIMEOUT 30000; SET QUERY_TIMEOUT 0";

    private final H2Url url;
    private final @Nullable String user;
    private final @Nullable Secret password;

    Sessions(DatabaseAddress address, H2Url url) {
        this.url = url;
        this.user = address.user();
        this.password = address.password();
    }

    H2Url url() {
        return url;
    }

    /** The path, for people. */
    String where() {
        return "h2:" + url.base();
    }

    /** A new session in auto-commit mode. */
    Connection open() {
        if (!Files.exists(url.file())) {
            throw new PenstockException(
                    DatabaseProblem.DATABASE_MISSING,
                    "There is no database at " + where() + " (no file " + url.file() + ").",
                    "Create it, or correct the url in penstock.yaml.");
        }
        return connect(url.toExisting(), where());
    }

    /** A session whose results are read row by row and are not gathered first. */
    Connection openReader() {
        Connection connection = open();
        try {
            Sql.run(connection, "SET LAZY_QUERY_EXECUTION TRUE");
            return connection;
        } catch (SQLException e) {
            H2Database.closeQuietly(connection);
            throw Failures.of(e, "connecting", where());
        }
    }

    /** A session of a database beside this one that is created when it is missing; the login is the same. */
    Connection openBeside(String suffix) {
        return connect(url.toNew(suffix), where() + suffix);
    }

    /** How others reach a database beside this one. */
    DatabaseAddress addressBeside(String suffix) {
        return new DatabaseAddress(url.toNew(suffix), null, user, password);
    }

    private Connection connect(String to, String where) {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        } else if (!url.names("USER")) {
            properties.setProperty("user", "");
        }
        if (password != null) {
            properties.setProperty("password", password.reveal());
        }
        try {
            Connection connection = new Driver().connect(to, properties);
            if (connection == null) {
                throw new SQLException("no connection", "08001");
            }
            Sql.run(connection, SETTINGS);
            return connection;
        } catch (SQLException e) {
            throw Failures.of(e, "connecting", where);
        }
    }
}
