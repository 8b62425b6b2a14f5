package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.Penstock;
import io.penstock.prepare.PrepareMode;
import io.penstock.prepare.PrepareReport;
import io.penstock.prepare.PrepareRequest;
import io.penstock.prepare.PrepareText;
import io.penstock.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrepareTest {

    /** The databases that cartridges are prepared on. */
    enum Product {
        POSTGRESQL,
        H2
    }

    private static final String DATABASE = "prepared";

    @TempDir
    private Path directory = Path.of("");

    private String url = "";

    @BeforeEach
    void makeCartridges() throws IOException {
        file("cartridges/cartridgelist.properties", "cartridges.dbinit = core demo");
        file("cartridges/core/src/main/resources/core/dbinit.properties", """
                pre.Class1 = com.example.SQLScriptPreparer \\
                             core/dbinit/scripts/tables.sql
                Class1 = com.example.SQLScriptPreparer core/dbinit/scripts/rows.sql
                """);
        file("cartridges/core/src/main/resources/core/dbinit/scripts/tables.sql", """
                CREATE TABLE IF NOT EXISTS setting (name varchar(40) PRIMARY KEY, content varchar(40));
                -- a semicolon; in a remark
                CREATE TABLE IF NOT EXISTS remark (content varchar(40));
                """);
        file("cartridges/core/src/main/resources/core/dbinit/scripts/rows.sql", """
                DELETE FROM setting;
                INSERT INTO setting VALUES ('a;b', 'one');
                INSERT INTO setting VALUES ('c', 'two');
                """);
        file("cartridges/core/src/main/resources/core/migration.properties", """
                post.Class50 = com.example.SQLScriptPreparer core/dbmigrate/always.sql
                """);
        file("cartridges/core/src/main/resources/core/dbmigrate/always.sql", "INSERT INTO remark VALUES ('always');");
        file("cartridges/core/src/main/resources/core/migration-to-1.0.properties", """
                Class1 = com.example.SQLScriptPreparer core/dbmigrate/never.sql
                """);
        file("cartridges/demo/src/main/resources/demo/dbinit.properties", """
                Class1 = com.example.SQLScriptPreparer demo/rows.sql
                """);
        file("cartridges/demo/src/main/resources/demo/rows.sql", "INSERT INTO remark VALUES ('demo');");
    }

    private void file(String name, String text) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Penstock open(Product product) throws IOException, SQLException {
        if (url.isEmpty()) {
            if (product == Product.POSTGRESQL) {
                Postgres.low().create(DATABASE);
                url = Postgres.low().url(DATABASE);
            } else {
                Files.createDirectories(directory.resolve("database"));
                url = "jdbc:h2:" + directory.resolve("database/shop");
                DriverManager.getConnection(url, "postgres", "").close();
            }
        }
        file("penstock.yaml", """
                landscape: acme
                cartridges: cartridges
                environments:
                  - name: uat
                    role: test
                    clusters: {live: {database: {url: "%s", user: postgres}}}
                """.formatted(url));
        return Penstock.open(directory.resolve("penstock.yaml"), Map.of());
    }

    private static PrepareRequest request() {
        return new PrepareRequest("uat", Set.of(), PrepareMode.AUTO, Set.of(), false, "a test");
    }

    private PrepareReport report(Product product) throws IOException, SQLException {
        try (Penstock penstock = open(product)) {
            return penstock.preparation().run(request(), new Progress());
        }
    }

    private List<String> prepare(Product product) throws IOException, SQLException {
        return lines(report(product));
    }

    private List<String> plan(Product product) throws IOException, SQLException {
        try (Penstock penstock = open(product)) {
            return lines(penstock.preparation().plan(request()));
        }
    }

    private static List<String> lines(PrepareReport report) {
        return report.databases().get(0).steps().stream()
                .map(step -> step.status() + " " + step.step())
                .toList();
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void initializesThenMigratesAndRunsAgainWhatFailed(Product product) throws IOException, SQLException {
        assertThat(plan(product))
                .containsExactly("planned core:pre.Class1", "planned core:Class1", "planned demo:Class1");
        assertThat(prepare(product))
                .containsExactly("SUCCESS core:pre.Class1", "SUCCESS core:Class1", "SUCCESS demo:Class1");
        assertThat(one("SELECT count(*) FROM setting")).isEqualTo("2");
        assertThat(one("SELECT content FROM remark")).isEqualTo("demo");
        assertThat(one("SELECT STATUS FROM PREPARATIONSTEP WHERE VERSION = '1.0'"))
                .isEqualTo("SUCCESS");

        assertThat(prepare(product)).as("nothing but what runs always").containsExactly("SUCCESS core:post.Class50");

        file("cartridges/core/src/main/resources/core/migration-to-1.1.properties", """
                Class1 = com.example.SQLScriptPreparer core/dbmigrate/add.sql
                Class2 = com.example.SQLScriptPreparer core/dbmigrate/broken.sql
                Class3 = com.example.SQLScriptPreparer core/dbmigrate/more.sql
                """);
        file("cartridges/core/src/main/resources/core/dbmigrate/add.sql", "INSERT INTO setting VALUES ('d', 'three');");
        file("cartridges/core/src/main/resources/core/dbmigrate/broken.sql", """
                INSERT INTO setting VALUES ('e', 'four');
                INSERT INTO nowhere VALUES (1);
                """);
        file("cartridges/core/src/main/resources/core/dbmigrate/more.sql", "INSERT INTO setting VALUES ('f', 'five');");
        assertThat(prepare(product))
                .containsExactly(
                        "SUCCESS core:1.1:Class1",
                        "FAILURE core:1.1:Class2",
                        "SUCCESS core:1.1:Class3",
                        "SUCCESS core:post.Class50");
        assertThat(one("SELECT count(*) FROM setting WHERE name = 'e'"))
                .as("a step is done as a whole")
                .isEqualTo("0");
        assertThat(one("SELECT MIGRATIONVERSION FROM CARTRIDGEINFORMATION WHERE INTERNALNAME = 'core'"))
                .isEqualTo("1.0");

        file(
                "cartridges/core/src/main/resources/core/dbmigrate/broken.sql",
                "INSERT INTO setting VALUES ('e', 'four');");
        assertThat(prepare(product)).containsExactly("SUCCESS core:1.1:Class2", "SUCCESS core:post.Class50");
        assertThat(one("SELECT MIGRATIONVERSION FROM CARTRIDGEINFORMATION WHERE INTERNALNAME = 'core'"))
                .isEqualTo("1.1");
        assertThat(one("SELECT count(*) FROM remark WHERE content = 'always'")).isEqualTo("3");
    }

    @Test
    void takesNoCartridgeForInitializedWhoseStepsDidNotRun() throws IOException, SQLException {
        file("cartridges/core/src/main/resources/core/dbinit/scripts/rows.sql", "INSERT INTO nowhere VALUES (1);");
        PrepareRequest breaking = new PrepareRequest("uat", Set.of(), PrepareMode.AUTO, Set.of(), true, "a test");
        try (Penstock penstock = open(Product.POSTGRESQL)) {
            assertThat(lines(penstock.preparation().run(breaking, new Progress())))
                    .containsExactly("SUCCESS core:pre.Class1", "FAILURE core:Class1", "planned demo:Class1");
        }
        assertThat(plan(Product.POSTGRESQL)).containsExactly("planned core:Class1", "planned demo:Class1");
    }

    @Test
    void offersToEnterAStepAsDoneThatHasMoved() throws IOException, SQLException {
        prepare(Product.H2);
        Files.delete(directory.resolve("cartridges/core/src/main/resources/core/migration-to-1.0.properties"));
        file("cartridges/core/src/main/resources/core/migration-to-1.1.properties", """
                Class7 = com.example.SQLScriptPreparer core/dbmigrate/always.sql
                """);
        assertThat(prepare(Product.H2)).contains("SUCCESS core:1.1:Class7");
        file("cartridges/core/src/main/resources/core/migration-to-1.1.properties", """
                post.Class7 = com.example.SQLScriptPreparer core/dbmigrate/always.sql
                """);
        try (Penstock penstock = open(Product.H2)) {
            assertThat(penstock.preparation().plan(request()).databases().get(0).notes())
                    .anyMatch(note -> note.startsWith("core:1.1:post.Class7 is what core:1.1:Class7 was"));
        }
        file("cartridges/core/src/main/resources/core/dbmigrate/always.sql", "INSERT INTO remark VALUES ('another');");
        try (Penstock penstock = open(Product.H2)) {
            assertThat(penstock.preparation().plan(request()).databases().get(0).notes())
                    .as("a step that does something else")
                    .noneMatch(note -> note.contains("is what"));
        }
    }

    @Test
    void leavesBodiesOfFunctionsWhole() throws IOException, SQLException {
        file("cartridges/demo/src/main/resources/demo/rows.sql", """
                CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $body$
                BEGIN
                    -- it's "quoted"; here
                    RETURN 2 * n;
                END $body$;
                CREATE FUNCTION plain(n int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT n; END;
                INSERT INTO remark VALUES ('a''; b');
                """);
        PrepareReport report = report(Product.POSTGRESQL);
        assertThat(lines(report)).as(new PrepareText(report).render()).endsWith("SUCCESS demo:Class1");
        assertThat(one("SELECT twice(21)")).isEqualTo("42");
        assertThat(one("SELECT content FROM remark")).isEqualTo("a'; b");
    }

    @Test
    void refusesADatabaseThatIsMarkedAsAnother() throws IOException, SQLException {
        prepare(Product.POSTGRESQL);
        Postgres.low().run(DATABASE, "ALTER DATABASE prepared SET penstock.environment = 'acme/prd/live'");
        Refusal.of(() -> prepare(Product.POSTGRESQL)).as(Outcome.USAGE, "ENVIRONMENT-NOT-PREPARABLE");
    }
}
