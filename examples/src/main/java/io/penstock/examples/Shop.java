package io.penstock.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A shop in a database: 49 tables of customers, orders, a catalog, content and configuration, and 13 that stay empty until the
 * {@linkplain ExampleCartridges cartridges} are prepared. The same seed gives the same shop, to the byte, on every machine.
 *
 * <p>Scale 1 is the demo: 2,000 customers and 47,000 rows, 13 MB on PostgreSQL. Rows grow with the scale. {@link #BENCHMARK_SCALE} gives
 * the shop of the benchmarks on PostgreSQL.
 */
public final class Shop {

    /** Measured on PostgreSQL 15: 4,458,039 rows, 635 MB of tables and 405 MB of indexes. */
    public static final double BENCHMARK_SCALE = 95;

    private Shop() {}

    /**
     * Creates the tables in the connection's current schema and fills them: on PostgreSQL in one transaction, on H2, whose
     * DDL commits, in several.
     *
     * @param scale more than 0
     */
    public static void create(
            Connection connection, Vendor vendor, ShopEnvironment environment, double scale, long seed)
            throws SQLException {
        ShopSchema schema = new ShopSchema(vendor);
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            run(connection, schema.tables());
            for (Rows rows : new ShopTables(environment, scale, seed).inOrder()) {
                load(connection, vendor, rows);
            }
            run(connection, schema.rest());
            for (String table : List.of("search_query", "import_log", "audit_log")) {
                restartIdentity(connection, table);
            }
            run(connection, "analyze;");
            connection.commit();
        } catch (LoadFailure e) {
            rollBack(connection, e.failure());
            throw e.failure();
        } catch (IOException e) {
            rollBack(connection, e);
            throw new UncheckedIOException(e);
        } catch (SQLException | RuntimeException e) {
            rollBack(connection, e);
            throw e;
        } finally {
            connection.setAutoCommit(autoCommit);
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static void run(Connection connection, String script) throws SQLException {
        String bare = script.replaceAll("(?m)--.*$", "");
        try (Statement statement = connection.createStatement()) {
            for (String sql : bare.split(";", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private static void load(Connection connection, Vendor vendor, Rows rows) throws SQLException {
        switch (vendor) {
            case H2 -> insert(connection, rows);
            case POSTGRESQL -> copy(connection, rows);
        }
    }

    private static void insert(Connection connection, Rows rows) throws SQLException {
        String marks = "?, ".repeat(rows.columnCount() - 1) + "?";
        String sql = "insert into " + rows.table() + " (" + rows.columnList() + ") values (" + marks + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            BatchSink sink = new BatchSink(statement);
            for (long step = 0; step < rows.steps(); step++) {
                rows.writer().write(step, sink);
            }
            sink.flush();
        }
    }

    private static void copy(Connection connection, Rows rows) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + rows.table() + " (" + rows.columnList() + ") from stdin");
        try {
            CopySink sink = new CopySink(copy);
            for (long step = 0; step < rows.steps(); step++) {
                rows.writer().write(step, sink);
            }
            sink.flush();
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void restartIdentity(Connection connection, String table) throws SQLException {
        long next;
        try (Statement statement = connection.createStatement();
                var result = statement.executeQuery("select coalesce(max(id), 0) + 1 from " + table)) {
            result.next();
            next = result.getLong(1);
        }
        run(connection, "alter table " + table + " alter column id restart with " + next + ";");
    }
}
