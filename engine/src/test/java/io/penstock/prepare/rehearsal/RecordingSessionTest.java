package io.penstock.prepare.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.database.PreparationSession;
import io.penstock.database.h2.H2Dialect;
import io.penstock.landscape.DatabaseAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingSessionTest {

    @TempDir
    private Path directory = Path.of("");

    private @Nullable RecordingSession opened;

    @BeforeEach
    void open() throws SQLException {
        String url = "jdbc:h2:" + directory.resolve("shop");
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customer (id int PRIMARY KEY, name varchar(40))");
            statement.execute("INSERT INTO customer VALUES (4711, 'Lovelace')");
        }
        PreparationSession session = new H2Dialect().prepare(new DatabaseAddress(url, null, "sa", null), "a test");
        opened = new RecordingSession(session);
        real = session;
    }

    private @Nullable PreparationSession real;

    @AfterEach
    void close() {
        if (real != null) {
            real.close();
        }
    }

    private RecordingSession session() {
        if (opened == null) {
            throw new IllegalStateException();
        }
        return opened;
    }

    @Test
    void showsBoundValuesOfAStepThatHasReadNothing() throws SQLException {
        SqlRecord record = session().begin();
        try (PreparedStatement insert =
                session().connection().prepareStatement("INSERT INTO customer VALUES (?, '?' || ?)")) {
            insert.setInt(1, 1);
            insert.setString(2, "it's");
            assertThat(insert.executeUpdate()).isEqualTo(1);
            insert.setInt(1, 2);
            insert.setString(2, null);
            insert.addBatch();
            insert.executeBatch();
        }
        assertThat(record.approximate()).isFalse();
        assertThat(record.statements())
                .containsExactly(
                        "INSERT INTO customer VALUES (1, '?' || 'it''s')",
                        "INSERT INTO customer VALUES (2, '?' || NULL)");
    }

    @Test
    void showsNoValueThatAStepMayHaveRead() throws SQLException {
        SqlRecord record = session().begin();
        Connection connection = session().connection();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, name FROM customer")) {
            row.next();
            try (Statement update = statement.getConnection().createStatement();
                    PreparedStatement bound =
                            connection.prepareStatement("UPDATE customer SET name = ? WHERE id = ?")) {
                update.executeUpdate(
                        "UPDATE customer SET name = 'Dr. " + row.getString(2) + "' WHERE id = " + row.getInt(1));
                bound.setString(1, row.getString(2));
                bound.setInt(2, row.getInt(1));
                bound.executeUpdate();
            }
        }
        assertThat(record.approximate()).isTrue();
        assertThat(record.statements())
                .hasSize(3)
                .noneMatch(sql -> sql.contains("Lovelace") || sql.contains("4711"))
                .contains("UPDATE customer SET name = ? WHERE id = ? -- bound: String, Integer");
    }

    @Test
    void showsStatementsOfScriptsInAnyCase() throws SQLException {
        SqlRecord record = session().begin();
        try (Statement statement = session().connection().createStatement()) {
            statement.executeQuery("SELECT 1").close();
            for (String sql : session().statements("INSERT INTO customer VALUES (5, 'from a file');")) {
                statement.execute(sql);
            }
        }
        assertThat(record.statements()).contains("INSERT INTO customer VALUES (5, 'from a file')");
    }
}
