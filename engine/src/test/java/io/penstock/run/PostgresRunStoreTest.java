package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.database.StoreLocation;
import io.penstock.database.postgresql.SharedStore;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
        return SharedStore.at(new DatabaseAddress(url(name), null, "postgres", new Secret("postgres")));
    }

    @Test
    void doesNotWaitForAProcessThatFellAsleepInATransaction() throws Exception {
        StoreLocation location = fresh();
        RunStore store = new RunStore(location);
        Run run =
                new Run("1", "sync prd uat", "uat", "ann", Instant.now(), null, new RunState.Running(), "elsewhere", 1);
        store.begin(run);
        silence(location, RunStore.LEASE_SECONDS + 1);
        try (Connection asleep =
                DriverManager.getConnection(location.address().get().url(), "postgres", "postgres")) {
            asleep.createStatement().execute(location.setting());
            asleep.setAutoCommit(false);
            asleep.createStatement().execute("update run set fraction = 0.5");

            assertThat(store.takeUp(run)).isPresent();
        }
    }

    @Override
    void silence(StoreLocation location, int seconds) throws SQLException {
        execute(
                location.address().get().url(),
                "update run set heartbeat = current_timestamp - interval '" + seconds + "' second");
    }
}
