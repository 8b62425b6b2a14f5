package io.penstock.database.h2;

import io.penstock.landscape.DatabaseAddress;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Properties;
import org.h2.Driver;
import org.h2.tools.Server;

/** Serves an open database file to other processes of this machine, under a name that only they are told. */
final class SharedFile implements AutoCloseable {

    private static final String SERVED = H2Url.PREFIX + "tcp:";
    private static final int NAME_BYTES = 18;

    private final Server server;
    private final String url;

    private SharedFile(Server server, String url) {
        this.server = server;
        this.url = url;
    }

    static SharedFile of(Sessions sessions) {
        byte[] random = new byte[NAME_BYTES];
        new SecureRandom().nextBytes(random);
        String name = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        String file = "file:" + sessions.url().base();
        try {
            Server server = Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-ifExists", "-key", name, file)
                    .start();
            return new SharedFile(server, SERVED + "//localhost:" + server.getPort() + "/" + name);
        } catch (SQLException e) {
            throw Failures.of(e, "serving the database to preparers", sessions.where());
        }
    }

    static boolean isUrl(String url) {
        return url.regionMatches(true, 0, SERVED, 0, SERVED.length());
    }

    /** A session of a database that another process serves. */
    static Connection connect(DatabaseAddress address) {
        Properties properties = new Properties();
        properties.setProperty("user", address.user() == null ? "" : address.user());
        if (address.password() != null) {
            properties.setProperty("password", address.password().reveal());
        }
        try {
            Connection connection = new Driver().connect(address.url(), properties);
            if (connection == null) {
                throw new SQLException("no connection", "08001");
            }
            Sql.run(connection, Sessions.SETTINGS);
            return connection;
        } catch (SQLException e) {
            throw Failures.of(e, "connecting", "h2");
        }
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        server.stop();
    }
}
