package io.penstock.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.database.h2.H2Dialect;
import io.penstock.landscape.DatabaseAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a clean-up of H2 takes, and what it leaves; for PostgreSQL, see PreparationRecordsTest. */
class SchemaCleaningTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void takesEverythingOfTheSchemaAndNothingElse() throws SQLException {
        String url = "jdbc:h2:" + directory.resolve("shop");
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DOMAIN small AS int; CREATE SEQUENCE loose; CREATE CONSTANT one VALUE 1;"
                    + " CREATE TABLE a (n small PRIMARY KEY, i int GENERATED ALWAYS AS IDENTITY);"
                    + " CREATE TABLE b (n int REFERENCES a); CREATE VIEW v AS SELECT n FROM a; CREATE VIEW w AS SELECT n FROM v;"
                    + " CREATE ALIAS twice FOR 'java.lang.Math.abs(int)';"
                    + " CREATE SCHEMA other; CREATE TABLE other.stays (n int); CREATE USER ann PASSWORD ''");
        }
        try (PreparationSession session =
                new H2Dialect().prepare(new DatabaseAddress(url, null, "sa", null), "a test")) {
            assertThat(session.clean()).isGreaterThan(5);
            assertThat(left(session.connection())).containsExactly("STAYS");
            assertThat(session.clean()).isZero();
        }
    }

    private static List<String> left(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA'"
                                + " UNION ALL SELECT SEQUENCE_NAME FROM INFORMATION_SCHEMA.SEQUENCES"
                                + " UNION ALL SELECT ROUTINE_NAME FROM INFORMATION_SCHEMA.ROUTINES"
                                + " UNION ALL SELECT DOMAIN_NAME FROM INFORMATION_SCHEMA.DOMAINS"
                                + " UNION ALL SELECT CONSTANT_NAME FROM INFORMATION_SCHEMA.CONSTANTS")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
