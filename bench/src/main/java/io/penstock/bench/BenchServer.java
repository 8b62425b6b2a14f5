package io.penstock.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A private PostgreSQL server with full durability; source and target are set up alike. */
final class BenchServer implements AutoCloseable {

    private final EmbeddedPostgres server;

    private BenchServer(EmbeddedPostgres server) {
        this.server = server;
    }

    static BenchServer start(Path directory) throws IOException {
        return new BenchServer(EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(true)
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("wal_level", "replica")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("max_connections", "100")
                .start());
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
    }

    String uri(String database) {
        return "postgresql://postgres@127.0.0.1:" + server.getPort() + "/" + database;
    }

    /** What the vendor's tools read from their environment. */
    Map<String, String> environment(String database) {
        return Map.of(
                "PGHOST",
                "127.0.0.1",
                "PGPORT",
                Integer.toString(server.getPort()),
                "PGUSER",
                "postgres",
                "PGDATABASE",
                database);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", "");
    }

    void create(String database) throws SQLException {
        execute(
                "postgres",
                List.of("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)", "CREATE DATABASE " + database));
    }

    void execute(String database, List<String> statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
