package io.penstock.run;

import io.penstock.database.StoreLocation;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresRunStoreTest extends RunStoreContract {

    private @Nullable EmbeddedPostgres server;
    private int databases;

    @BeforeAll
    void start() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    void stop() throws IOException {
        Objects.requireNonNull(server).close();
    }

    private String url(String database) {
        return "jdbc:postgresql://localhost:" + Objects.requireNonNull(server).getPort() + "/" + database;
    }

    private void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres")) {
            connection.createStatement().execute(sql);
        }
    }

    @Override
    StoreLocation fresh() throws SQLException {
        String name = "store" + ++databases;
        execute(url("postgres"), "create database " + name);
        return new StoreLocation(
                () -> true, () -> new DatabaseAddress(url(name), null, "postgres", new Secret("postgres")));
    }

    @Override
    void silence(StoreLocation location, int seconds) throws SQLException {
        execute(
                location.address().get().url(),
                "update run set heartbeat = current_timestamp - interval '" + seconds + "' second");
    }
}
