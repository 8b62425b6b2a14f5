package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.DatabaseProblem;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** Opens sessions of one server, all set up alike, so that text forms of values are the same on every server. Thread-safe. */
final class Sessions {

    /** The database that holds the locks of targets; it exists on every server and no sync renames it. */
    static final String MAINTENANCE_DATABASE = "postgres";

    private static final String SETTINGS =
            "SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET TimeZone = 'UTC';"
                    + " SET extra_float_digits = 3; SET lc_monetary = 'C'; SET bytea_output = 'hex'; SET xmloption = content;"
                    + " SET standard_conforming_strings = on; SET search_path = ''; SET row_security = off; SET statement_timeout = 0;"
                    + " SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET client_min_messages = warning;"
                    + " SET check_function_bodies = off; SET default_table_access_method = heap; SET array_nulls = on;"
                    + " SET quote_all_identifiers = off; SET default_transaction_read_only = off";

    private final Properties parsed;
    private final @Nullable String user;
    private final @Nullable Secret password;
    private final String purpose;

    Sessions(DatabaseAddress address, String url, String purpose) {
        Properties fromUrl = Driver.parseURL(url, null);
        if (fromUrl == null) {
            throw new PenstockException(
                    DatabaseProblem.DATABASE_UNREACHABLE,
                    "This is not a PostgreSQL URL of the form jdbc:postgresql://host:port/database.",
                    "Correct the url in penstock.yaml.");
        }
        this.parsed = fromUrl;
        this.user = address.user();
        this.password = address.password();
        this.purpose = purpose;
    }

    private Sessions(Sessions other, String database) {
        this.parsed = new Properties();
        this.parsed.putAll(other.parsed);
        this.parsed.setProperty("PGDBNAME", database);
        this.user = other.user;
        this.password = other.password;
        this.purpose = other.purpose;
    }

    /** The same server and login, another database. */
    Sessions on(String database) {
        return new Sessions(this, database);
    }

    /** The same database and login, by sessions that leave it to the server to part statements. */
    Sessions ofScripts() {
        Sessions scripts = on(database());
        scripts.parsed.setProperty("preferQueryMode", "simple");
        return scripts;
    }

    String database() {
        return parsed.getProperty("PGDBNAME", "");
    }

    /** Host, port and database, for people. */
    String where() {
        return "postgresql://" + parsed.getProperty("PGHOST", "localhost") + ":" + parsed.getProperty("PGPORT", "5432")
                + "/" + database();
    }

    boolean onThisMachine() {
        String host = parsed.getProperty("PGHOST", "localhost");
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("::1");
    }

    /** A new session in auto-commit mode, with {@code search_path} empty: every name must be qualified. */
    Connection open() {
        Properties properties = new Properties();
        parsed.forEach((key, value) -> {
            if (!key.toString().startsWith("PG")) {
                properties.put(key, value);
            }
        });
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password.reveal());
        }
        properties.setProperty("ApplicationName", purpose);
        properties.putIfAbsent("connectTimeout", "10");
        properties.putIfAbsent("tcpKeepAlive", "true");
        try {
            Connection connection = Connecting.again(() -> new Driver().connect(url(), properties));
            int version = connection.getMetaData().getDatabaseMajorVersion();
            Sql.run(
                    connection,
                    SETTINGS
                            + (version >= 14 ? "; SET idle_session_timeout = 0" : "")
                            + (version >= 17 ? "; SET transaction_timeout = 0" : ""));
            return connection;
        } catch (SQLException e) {
            throw Failures.ofConnecting(e, where());
        }
    }

    /** What libpq reads from the environment of a tool; the only way in which a password reaches one. */
    Map<String, String> toolEnvironment() {
        Map<String, String> environment = new ToolEnvironment(parsed).variables();
        environment.put("PGAPPNAME", purpose);
        if (user != null) {
            environment.put("PGUSER", user);
        }
        if (password != null) {
            environment.put("PGPASSWORD", password.reveal());
        }
        return environment;
    }

    /** What of the URL keeps the tools from signing in as the driver does. */
    List<Problem> obstaclesToTools() {
        return new ToolEnvironment(parsed)
                .untold().stream()
                        .map(
                                untold -> new Problem(
                                        DatabaseProblem.URL_UNFIT_FOR_TOOLS,
                                        "The url of " + where() + " asks for " + untold
                                                + ", which pg_dump and pg_restore cannot be told.",
                                        "Give the url a key without a password, in a PEM or PKCS-8 file that only its owner may read, and no sslfactory."))
                        .toList();
    }

    /** How another process opens such sessions. */
    DatabaseAddress address() {
        StringJoiner options = new StringJoiner("&", "?", "").setEmptyValue("");
        parsed.forEach((key, value) -> {
            if (!key.toString().startsWith("PG")) {
                options.add(encoded(key.toString()) + "=" + encoded(value.toString()));
            }
        });
        return new DatabaseAddress(url() + options, null, user, password);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String url() {
        String[] hosts = parsed.getProperty("PGHOST", "localhost").split(",");
        String[] ports = parsed.getProperty("PGPORT", "5432").split(",");
        StringBuilder url = new StringBuilder("jdbc:postgresql://");
        for (int i = 0; i < hosts.length; i++) {
            boolean ipv6 = hosts[i].indexOf(':') >= 0 && !hosts[i].startsWith("[");
            url.append(i == 0 ? "" : ",")
                    .append(ipv6 ? "[" + hosts[i] + "]" : hosts[i])
                    .append(':')
                    .append(ports[Math.min(i, ports.length - 1)]);
        }
        return url.append('/').append(encoded(database())).toString();
    }
}
