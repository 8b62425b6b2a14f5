package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.penstock.Penstock;
import io.penstock.prepare.PrepareMode;
import io.penstock.prepare.PrepareRequest;
import io.penstock.prepare.rehearsal.EnvironmentRehearsal;
import io.penstock.prepare.rehearsal.RehearsalReport;
import io.penstock.prepare.rehearsal.RehearsalReport.Outcome;
import io.penstock.prepare.rehearsal.RehearsalReport.StepRehearsal;
import io.penstock.prepare.rehearsal.RehearsalText;
import io.penstock.prepare.rehearsal.SqlDryRun;
import io.penstock.prepare.rehearsal.SqlReport;
import io.penstock.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RehearsalTest {

    private static final String DATABASE = "rehearsed";
    private static final String SCRIPTS = "cartridges/core/src/main/resources/core/";

    /** The databases that preparations are rehearsed on. */
    enum Product {
        POSTGRESQL("gen_random_uuid()"),
        H2("random_uuid()");

        private final String uuid;

        Product(String uuid) {
            this.uuid = uuid;
        }
    }

    @TempDir
    private Path directory = Path.of("");

    private String url = "";

    @BeforeEach
    void makeCartridges() throws IOException {
        file("cartridges/cartridgelist.properties", "cartridges.dbinit = core");
        file(SCRIPTS + "dbinit.properties", """
                pre.Class1 = SQLScriptPreparer core/tables.sql
                Class1 = SQLScriptPreparer core/rows.sql
                """);
        file(SCRIPTS + "tables.sql", """
                CREATE TABLE IF NOT EXISTS setting (name varchar(40) PRIMARY KEY, content varchar(60));
                """);
        file(SCRIPTS + "rows.sql", """
                INSERT INTO setting (name, content) SELECT 'one', 'first' WHERE NOT EXISTS (SELECT 1 FROM setting WHERE name = 'one');
                """);
    }

    private void file(String name, String text) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Penstock open(Product product) throws IOException, SQLException {
        if (product == Product.POSTGRESQL) {
            Postgres.low().create(DATABASE);
            url = Postgres.low().url(DATABASE);
        } else {
            Files.createDirectories(directory.resolve("database"));
            url = "jdbc:h2:" + directory.resolve("database/shop");
        }
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customer (id int PRIMARY KEY, name varchar(40))");
            statement.execute("INSERT INTO customer VALUES (1, 'Ada'), (2, NULL), (3, '')");
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

    private RehearsalReport rehearse(Product product) throws IOException, SQLException {
        try (Penstock penstock = open(product)) {
            List<String> before = everything();
            RehearsalReport report =
                    new EnvironmentRehearsal(penstock.preparation(), penstock.journal()).run(request(), new Progress());
            assertThat(everything()).as("the database is as it was").isEqualTo(before);
            assertThat(copies(product)).as("no scratch copy is left").isEmpty();
            return report;
        }
    }

    private List<String> everything() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "SELECT table_name, '' FROM information_schema.tables WHERE upper(table_schema) = 'PUBLIC' ORDER BY 1",
                    "SELECT id, name FROM customer ORDER BY 1")) {
                try (ResultSet found = statement.executeQuery(sql)) {
                    while (found.next()) {
                        rows.add(found.getString(1) + "=" + found.getString(2));
                    }
                }
            }
        }
        return rows;
    }

    private List<String> copies(Product product) throws SQLException, IOException {
        if (product == Product.POSTGRESQL) {
            return Postgres.low()
                    .rows("postgres", "SELECT datname FROM pg_database WHERE datname LIKE 'rehearsed\\_penstock%'");
        }
        try (Stream<Path> files = Files.list(directory.resolve("database"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("shadow"))
                    .toList();
        }
    }

    private static List<StepRehearsal> steps(RehearsalReport report) {
        return report.databases().get(0).steps();
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingInStepsThatAreIdempotent(Product product) throws IOException, SQLException {
        RehearsalReport report = rehearse(product);
        assertThat(steps(report))
                .as(new RehearsalText(report).render())
                .extracting(StepRehearsal::step, StepRehearsal::outcome)
                .containsExactly(
                        tuple("core:pre.Class1", Outcome.IDEMPOTENT), tuple("core:Class1", Outcome.IDEMPOTENT));
        assertThat(report.good()).isTrue();
        assertThat(report.state()).isEqualTo("done");
    }

    @ParameterizedTest
    @EnumSource
    void namesTheStepThatInsertsARandomUuid(Product product) throws IOException, SQLException {
        file(SCRIPTS + "dbinit.properties", """
                pre.Class1 = SQLScriptPreparer core/tables.sql
                Class1 = SQLScriptPreparer core/rows.sql
                Class2 = SQLScriptPreparer core/uuid.sql
                Class3 = SQLScriptPreparer core/rows.sql
                """);
        file(SCRIPTS + "uuid.sql", "INSERT INTO setting VALUES (" + product.uuid + ", 'made at run time');");
        RehearsalReport report = rehearse(product);
        assertThat(steps(report))
                .filteredOn(step -> !step.outcome().good())
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.step()).isEqualTo("core:Class2");
                    assertThat(step.outcome()).isEqualTo(Outcome.NOT_IDEMPOTENT);
                    assertThat(step.differences()).singleElement().satisfies(difference -> {
                        assertThat(difference.name()).isEqualToIgnoringCase("public.setting");
                        assertThat(difference.rowsBefore()).isEqualTo(2);
                        assertThat(difference.rowsAfter()).isEqualTo(3);
                    });
                });
        assertThat(report.good()).isFalse();
        assertThat(report.state()).isEqualTo("failed");
    }

    /** A preparer of the cartridge's own jar, which runs in a process of its own. */
    private void addAPreparerThatMakesUuids() throws IOException {
        file(SCRIPTS + "dbinit.properties", """
                pre.Class1 = SQLScriptPreparer core/tables.sql
                Class1 = com.acme.Uuids
                """);
        new CartridgeJar()
                .preparer(
                        "com.acme.Uuids",
                        "s.execute(\"INSERT INTO setting VALUES ('\" + java.util.UUID.randomUUID() + \"', 'made at run time')\");")
                .write(directory.resolve("cartridges/core/release/lib/core.jar"), directory.resolve("compiled"));
    }

    @ParameterizedTest
    @EnumSource
    void namesThePreparerOfAJarThatInsertsARandomUuid(Product product) throws IOException, SQLException {
        addAPreparerThatMakesUuids();
        RehearsalReport report = rehearse(product);
        assertThat(steps(report))
                .as(new RehearsalText(report).render())
                .extracting(StepRehearsal::step, StepRehearsal::outcome)
                .containsExactly(
                        tuple("core:pre.Class1", Outcome.IDEMPOTENT), tuple("core:Class1", Outcome.NOT_IDEMPOTENT));
    }

    @ParameterizedTest
    @EnumSource
    void showsTheSqlOfAPreparerOfAJar(Product product) throws IOException, SQLException {
        addAPreparerThatMakesUuids();
        try (Penstock penstock = open(product)) {
            List<String> before = everything();
            SqlReport report = new SqlDryRun(penstock.preparation()).run(request(), new Progress());
            assertThat(everything()).as("the database is as it was").isEqualTo(before);
            assertThat(report.text())
                    .contains("-- core:Class1 Uuids", "INSERT INTO setting VALUES (")
                    .doesNotContain("PREPARATIONSTEP");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhichStepFailsAndRemovesWhatAKilledRunLeft(Product product) throws IOException, SQLException {
        file(SCRIPTS + "dbinit.properties", """
                Class1 = SQLScriptPreparer core/broken.sql
                Class2 = SQLScriptPreparer core/once.sql
                """);
        file(SCRIPTS + "broken.sql", "INSERT INTO nowhere VALUES (1);");
        file(SCRIPTS + "once.sql", "CREATE TABLE once (id int);");
        if (product == Product.POSTGRESQL) {
            Postgres.low().create("rehearsed_penstock_shadow");
        } else {
            file("database/shop.penstock-shadow.mv.db", "left behind");
        }
        RehearsalReport report = rehearse(product);
        assertThat(steps(report))
                .as(new RehearsalText(report).render())
                .extracting(StepRehearsal::step, StepRehearsal::outcome)
                .containsExactly(tuple("core:Class1", Outcome.FAILED), tuple("core:Class2", Outcome.FAILED_AGAIN));
        assertThat(report.state()).isEqualTo("failed");
    }

    @ParameterizedTest
    @EnumSource
    void showsTheSqlOfADryRun(Product product) throws IOException, SQLException {
        try (Penstock penstock = open(product)) {
            List<String> before = everything();
            SqlReport report = new SqlDryRun(penstock.preparation()).run(request(), new Progress());
            assertThat(everything()).as("the database is as it was").isEqualTo(before);
            assertThat(copies(product)).as("no scratch copy is left").isEmpty();
            assertThat(report.failed()).as(report.text()).isFalse();
            assertThat(report.text())
                    .contains("-- core:Class1 SQLScriptPreparer [core/rows.sql]")
                    .contains("CREATE TABLE IF NOT EXISTS setting")
                    .contains("SELECT 'one', 'first' WHERE NOT EXISTS");
        }
    }

    @ParameterizedTest
    @EnumSource
    void notesInThePlanWhatHindersTablesAsLargeAsTheyAre(Product product) throws IOException, SQLException {
        file(SCRIPTS + "rows.sql", """
                DELETE FROM customer;
                ALTER TABLE customer ADD COLUMN mail varchar(40) NOT NULL;
                """);
        try (Penstock penstock = open(product)) {
            try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                    Statement statement = connection.createStatement()) {
                statement.execute("ANALYZE");
            }
            assertThat(penstock.preparation().plan(request()).databases().get(0).notes())
                    .singleElement(STRING)
                    .startsWith("core:Class1 (core/rows.sql:2): COLUMN-NOT-NULL")
                    .contains("customer has about 3 rows");
        }
    }
}
