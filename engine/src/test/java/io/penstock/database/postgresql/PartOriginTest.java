package io.penstock.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.database.TableName;
import io.penstock.database.TablePart;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether a part still holds the very rows that it held, on a real server. */
@Tag("postgresql")
class PartOriginTest {

    private static final TableName TABLE = new TableName("public", "goods");
    private static final int ROWS = 1000;
    private static @Nullable EmbeddedPostgres server;

    private PartOrigin then = new PartOrigin("", "");

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        running().close();
    }

    private static EmbeddedPostgres running() {
        return Objects.requireNonNull(server);
    }

    @BeforeEach
    void remember() throws SQLException {
        run("DROP TABLE IF EXISTS goods; CREATE TABLE goods (id int PRIMARY KEY, name text);"
                + " INSERT INTO goods SELECT i, repeat('x', 100) FROM generate_series(1, " + ROWS + ") i");
        then = origin();
    }

    private static Connection session() throws SQLException {
        return running().getPostgresDatabase().getConnection();
    }

    private static void run(String sql) throws SQLException {
        try (Connection session = session()) {
            Sql.run(session, sql);
        }
    }

    private static PartOrigin origin() throws SQLException {
        try (Connection session = session()) {
            session.setAutoCommit(false);
            return StoredTables.read(session).origin(TABLE);
        }
    }

    private boolean same() throws SQLException {
        return same(new TablePart(TABLE, 0, 1, 0, Long.MAX_VALUE, 0), ROWS);
    }

    private boolean same(TablePart part, long rows) throws SQLException {
        try (Connection session = session()) {
            return then.holdsTheSame(part, rows, origin().storage(), session);
        }
    }

    private void becomesAnotherBy(String sql) throws SQLException {
        run(sql);
        assertThat(same()).as(sql).isFalse();
    }

    @Test
    void isTheSameWhileNothingIsWritten() throws SQLException {
        assertThat(same()).isTrue();
        run("VACUUM (FREEZE) goods");
        run("ANALYZE goods; BEGIN; SELECT * FROM goods FOR UPDATE; COMMIT");
        run("BEGIN; UPDATE goods SET name = 'never'; ROLLBACK");
        run("CREATE INDEX ON goods (name)");
        assertThat(same()).as("what writes no row anew").isTrue();
    }

    @Test
    void isAnotherWhenARowIsNewOrGoneOrChanged() throws SQLException {
        becomesAnotherBy("UPDATE goods SET name = 'y' WHERE id = 7");
        remember();
        becomesAnotherBy("DELETE FROM goods WHERE id = 7");
        remember();
        becomesAnotherBy("INSERT INTO goods VALUES (0, 'new')");
        remember();
        becomesAnotherBy("DELETE FROM goods WHERE id = 7; INSERT INTO goods VALUES (7, 'as many as before')");
    }

    @Test
    void isAnotherWhenRowsHaveOtherPlaces() throws SQLException {
        becomesAnotherBy("VACUUM FULL goods");
        remember();
        becomesAnotherBy("CLUSTER goods USING goods_pkey");
        remember();
        becomesAnotherBy("ALTER TABLE goods ADD COLUMN more text");
        remember();
        becomesAnotherBy("ALTER TABLE goods ALTER COLUMN id TYPE bigint");
        remember();
        becomesAnotherBy(
                "TRUNCATE goods; INSERT INTO goods SELECT i, repeat('x', 100) FROM generate_series(1, 1000) i");
    }

    @Test
    void isAnotherWhenATransactionWroteThatWasUnderWay() throws SQLException {
        try (Connection writer = session()) {
            writer.setAutoCommit(false);
            Sql.run(writer, "SAVEPOINT a; UPDATE goods SET name = 'slow' WHERE id = 3; RELEASE SAVEPOINT a");
            then = origin();
            run("CREATE TABLE IF NOT EXISTS transactions_pass (id int)");
            assertThat(same()).as("it has not committed").isTrue();
            writer.commit();
        }
        assertThat(same()).isFalse();
    }

    @Test
    void isAnotherOnAServerThatWasStartedAnew() throws SQLException {
        try (Connection session = session()) {
            String since = Sql.one(session, "SELECT pg_postmaster_start_time()::text", row -> row.getString(1));
            assertThat(then.storage()).startsWith(since);
            then = new PartOrigin(then.storage().replace(since, "2026-01-01 00:00:00+00"), then.horizon());
        }
        assertThat(same())
                .as("its transactions may have been given their numbers once more")
                .isFalse();
    }

    @Test
    void looksAtTheBlocksOfItsPartAlone() throws SQLException {
        TablePart first = new TablePart(TABLE, 0, 2, 0, 5, 0);
        TablePart rest = new TablePart(TABLE, 1, 2, 5, Long.MAX_VALUE, 0);
        long inFirst = count("ctid < '(5,0)'");
        run("UPDATE goods SET name = 'y' WHERE id = " + ROWS);
        assertThat(same(first, inFirst)).isTrue();
        assertThat(same(rest, ROWS - inFirst)).isFalse();
    }

    private static long count(String condition) throws SQLException {
        try (Connection session = session()) {
            return Sql.one(session, "SELECT count(*) FROM goods WHERE " + condition, row -> row.getLong(1));
        }
    }
}
