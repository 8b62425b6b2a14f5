package io.penstock.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.PenstockException;
import io.penstock.ProblemCode;
import io.penstock.database.h2.H2Dialect;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2DialectTest extends DialectContract {

    @TempDir
    Path directory = Path.of("");

    private int databases;

    @Override
    Dialect dialect() {
        return new H2Dialect();
    }

    @Override
    TestDatabase fresh() throws SQLException, IOException {
        String name = "db" + ++databases;
        TestDatabase database = at(directory.resolve(name));
        database.run("SELECT 1");
        Path link = directory.resolve("link" + databases);
        Files.createSymbolicLink(link, directory);
        return new TestDatabase(
                database.url(),
                "jdbc:h2:" + link.resolve(name) + ";CACHE_SIZE=1000",
                database.user(),
                database.password());
    }

    private static TestDatabase at(Path path) {
        return new TestDatabase("jdbc:h2:file:" + path, "", "sa", "pw");
    }

    @Override
    TestDatabase missing() {
        return at(directory.resolve("missing"));
    }

    @Override
    String schema() {
        return "PUBLIC";
    }

    @Override
    String binaryType() {
        return "VARBINARY(100)";
    }

    @Override
    String computed(String expression) {
        return "GENERATED ALWAYS AS (" + expression + ")";
    }

    @Override
    String json(String document) {
        return "JSON '" + document + "'";
    }

    @Override
    String nextValue(String sequence) {
        return "SELECT NEXT VALUE FOR \"" + sequence + "\"";
    }

    @Override
    Connection shadowOf(TestDatabase database) throws SQLException {
        return DriverManager.getConnection(
                database.url() + ".penstock-shadow;IFEXISTS=TRUE", database.user(), database.password());
    }

    /** A swap that is killed before its rename leaves the target under a second name. */
    @Override
    void plantLeftovers(TestDatabase database) throws IOException {
        Path base = path(database);
        Files.writeString(base.resolveSibling(base.getFileName() + ".penstock-shadow.mv.db"), "half a database");
        Files.writeString(base.resolveSibling(base.getFileName() + ".penstock-undo-run0.mv.db.unfinished"), "half");
        Files.createLink(
                base.resolveSibling(base.getFileName() + ".penstock-undo-run1.mv.db"),
                base.resolveSibling(base.getFileName() + ".mv.db"));
    }

    @Override
    List<String> siblings(TestDatabase database) throws IOException {
        List<String> names = new ArrayList<>();
        Path base = path(database);
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(base.getParent(), base.getFileName() + ".penstock-*")) {
            files.forEach(file -> names.add(String.valueOf(file.getFileName())));
        }
        return names;
    }

    private static Path path(TestDatabase database) {
        return Path.of(database.url().substring("jdbc:h2:file:".length()));
    }

    private static void assertProblem(ProblemCode code, ThrowingCallable action) {
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(action)
                .satisfies(thrown -> assertThat(thrown.problems().get(0).code()).isEqualTo(code))
                .satisfies(thrown -> assertThat(thrown.getCause()).isNull());
    }

    private void open(String url) {
        TestDatabase database = new TestDatabase(url, "", "sa", "pw");
        database.open(dialect()).close();
    }

    @Test
    void refusesDatabasesThatAreNoFilesOfThisMachine() {
        for (String url : List.of("jdbc:h2:mem:x", "jdbc:h2:tcp://localhost/x", "jdbc:h2:zip:x.zip!/y", "jdbc:h2:")) {
            assertProblem(DatabaseProblem.DATABASE_NOT_A_FILE, () -> open(url));
        }
    }

    @Test
    void refusesAWrongPassword() throws Exception {
        TestDatabase database = fresh();
        TestDatabase wrong = new TestDatabase(database.url(), "", "sa", "no");
        assertProblem(DatabaseProblem.DATABASE_LOGIN_REFUSED, () -> wrong.open(dialect()));
    }

    @Test
    void saysThatAnotherProcessHasTheFileOpen() throws Exception {
        TestDatabase database = fresh();
        try (FileChannel other = FileChannel.open(Path.of(path(database) + ".mv.db"), StandardOpenOption.WRITE)) {
            assertThat(other.lock().isValid()).isTrue();
            assertProblem(DatabaseProblem.DATABASE_UNREACHABLE, () -> database.open(dialect()));
        }
    }

    @Test
    void doesNotRunTheScriptOfTheUrlAndDoesNotMakeADatabase() throws Exception {
        TestDatabase database = fresh();
        open(database.url() + ";INIT=CREATE TABLE made(i INT);IFEXISTS=FALSE");
        assertThat(database.rows("SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'PUBLIC'"))
                .containsExactly("0");
        assertProblem(
                DatabaseProblem.DATABASE_MISSING,
                () -> open("jdbc:h2:" + directory.resolve("none") + ";IFEXISTS=FALSE"));
        assertThat(directory.resolve("none.mv.db")).doesNotExist();
    }

    @Test
    void carriesEveryKindOfObjectAndValue() throws Exception {
        TestDatabase source = fresh();
        TestDatabase target = fresh();
        source.run(
                "CREATE SCHEMA other",
                "CREATE DOMAIN mail AS VARCHAR(100) CHECK (VALUE LIKE '%@%')",
                "CREATE CONSTANT one VALUE 1",
                "CREATE ALIAS absolute FOR 'java.lang.Math.abs(int)'",
                "CREATE TABLE kinds (id BIGINT PRIMARY KEY, m mail, e ENUM('x', 'y'), a INT ARRAY, b BLOB, c CLOB, ch CHAR(5),"
                        + " tz TIMESTAMP(3) WITH TIME ZONE, t TIME, iv INTERVAL DAY TO SECOND, ic VARCHAR_IGNORECASE(9), dbl DOUBLE PRECISION,"
                        + " df DECFLOAT, j JSON, ca CLOB ARRAY, parent BIGINT REFERENCES kinds, CHECK (id > 0))",
                "CREATE TABLE other.\"größe\" (name VARCHAR(10) PRIMARY KEY)",
                "INSERT INTO kinds VALUES (1, 'a@b', 'y', ARRAY[1, NULL], X'00ff', 'large', 'ab', '2020-01-01 00:00:00.5+01', '10:11:12',"
                        + " INTERVAL '1 02:03:04' DAY TO SECOND, 'MiXed', 1e10, 1.50, JSON '{\"a\":[1,\"x\"]}', ARRAY['p', 'q'], 1)",
                "INSERT INTO kinds (id, b, c) VALUES (2, CAST(REPEAT('00ff', 40000) AS VARBINARY), REPEAT('ä', 40000))",
                "INSERT INTO other.\"größe\" VALUES ('ü')",
                "CREATE VIEW seen AS SELECT id, ABSOLUTE(-1) AS one FROM kinds",
                "CREATE VIEW seen_again AS SELECT id FROM seen",
                "COMMENT ON TABLE kinds IS 'it''s'",
                "CREATE INDEX kinds_e ON kinds (e DESC)");
        String all = "SELECT * FROM kinds ORDER BY id";
        try (TestCopy copy = new TestCopy(dialect(), source, target)) {
            copy.whole();
            for (String table : List.of("KINDS", "OTHER.größe")) {
                assertThat(copy.readBack(table).rows()).isPositive();
            }
            assertThat(copy.readBack("KINDS")).isEqualTo(copy.summed("KINDS"));
            assertThat(copy.shadow.remarks()).isEmpty();
            copy.swap("run1", 1);
        }
        assertThat(target.rows(all)).isEqualTo(source.rows(all));
        assertThat(target.rows("SELECT * FROM seen_again ORDER BY 1")).containsExactly("1", "2");
        assertThat(target.rows("SELECT * FROM other.\"größe\"")).containsExactly("ü");
        String structure = "SCRIPT NODATA";
        List<String> expected = new ArrayList<>(source.rows(structure));
        List<String> actual = new ArrayList<>(target.rows(structure));
        for (List<String> each : List.of(expected, actual)) {
            each.removeIf(line -> line.startsWith("CREATE USER") || line.contains("\"PENSTOCK\""));
            each.replaceAll(line -> line.replaceAll(" SELECTIVITY \\d+", ""));
        }
        assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
        assertThatThrownBy(() -> target.run("INSERT INTO kinds (id) VALUES (-1)"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> target.run("INSERT INTO kinds (id, m) VALUES (5, 'x')"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void linkedTablesAndMaterializedViewsAreNamedAndNotCarried() throws Exception {
        TestDatabase source = fresh();
        TestDatabase target = fresh();
        // H2 loses a materialized view with its last session.
        try (Connection application = source.connect()) {
            TestDatabase.run(
                    application,
                    "CREATE TABLE t(i INT)",
                    "CREATE MATERIALIZED VIEW counted AS SELECT COUNT(*) AS n FROM t",
                    "CREATE LINKED TABLE partner('', 'jdbc:h2:mem:x', 'sa', 'geheim', 'INFORMATION_SCHEMA.TABLES')");
            try (TestCopy copy = new TestCopy(dialect(), source, target)) {
                assertThat(copy.source.notCarried())
                        .containsExactlyInAnyOrder("linked table PUBLIC.PARTNER", "materialized view PUBLIC.COUNTED");
                assertThat(copy.source.catalog().tables())
                        .extracting(table -> table.name().name())
                        .containsExactly("PARTNER", "T");
                copy.whole().swap("run1", 1);
            }
        }
        assertThat(target.rows("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'PUBLIC'"))
                .containsExactly("T");
    }

    @Test
    void usersRightsAndSettingsAreTheTargets() throws Exception {
        TestDatabase source = fresh();
        TestDatabase target = fresh();
        source.run("CREATE TABLE t(i INT)", "CREATE USER above PASSWORD 'x'", "GRANT SELECT ON t TO above");
        target.run(
                "CREATE TABLE t(i INT)",
                "CREATE TABLE gone(i INT)",
                "CREATE USER below PASSWORD 'y'",
                "GRANT SELECT ON t TO below",
                "GRANT SELECT ON gone TO below",
                "SET DEFAULT_LOCK_TIMEOUT 4321");
        try (TestCopy copy = new TestCopy(dialect(), source, target)) {
            copy.whole();
            assertThat(copy.shadow.remarks()).hasSize(1);
            copy.swap("run1", 1);
        }
        assertThat(target.rows("SELECT USER_NAME FROM INFORMATION_SCHEMA.USERS ORDER BY 1"))
                .containsExactly("BELOW", "SA");
        TestDatabase asBelow = new TestDatabase(target.url(), "", "below", "y");
        assertThat(asBelow.rows("SELECT COUNT(*) FROM t")).containsExactly("0");
        assertThat(target.rows("SCRIPT NODATA")).contains("SET DEFAULT_LOCK_TIMEOUT 4321;");
    }

    @Test
    void anEncryptedTargetStaysEncrypted() throws Exception {
        TestDatabase source = fresh();
        source.run("CREATE TABLE t(i INT)", "INSERT INTO t VALUES (1)");
        TestDatabase target =
                new TestDatabase("jdbc:h2:file:" + directory.resolve("cipher") + ";CIPHER=AES", "", "sa", "file user");
        target.run("SELECT 1");
        try (TestCopy copy = new TestCopy(dialect(), source, target)) {
            copy.whole().swap("run1", 1);
        }
        assertThat(target.rows("SELECT * FROM t")).containsExactly("1");
        assertProblem(DatabaseProblem.DATABASE_FAILED, () -> open("jdbc:h2:file:" + directory.resolve("cipher")));
    }

    @Test
    void refusesARowThatIsTooLargeToPassThroughMemory() throws Exception {
        TestDatabase source = fresh();
        TestDatabase target = fresh();
        source.run("CREATE TABLE t(b BLOB)", "INSERT INTO t VALUES (CAST(SPACE(33 * 1024 * 1024) AS VARBINARY))");
        try (TestCopy copy = new TestCopy(dialect(), source, target)) {
            copy.structure();
            assertProblem(DatabaseProblem.ROW_TOO_LARGE, copy::rows);
        }
    }

    @Test
    void aUserWithoutAdministratorsRightsIsAnObstacle() throws Exception {
        TestDatabase database = fresh();
        database.run("CREATE USER plain PASSWORD 'p'");
        TestDatabase plain = new TestDatabase(database.url(), "", "plain", "p");
        try (Database opened = plain.open(dialect())) {
            assertThat(opened.obstaclesToReading()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(DatabaseProblem.RIGHT_MISSING);
                assertThat(problem.remedy()).contains("ALTER USER \"PLAIN\" ADMIN TRUE");
            });
        }
    }
}
