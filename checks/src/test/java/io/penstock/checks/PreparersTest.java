package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.penstock.Penstock;
import io.penstock.prepare.PrepareMode;
import io.penstock.prepare.PrepareReport;
import io.penstock.prepare.PrepareRequest;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the built-in preparers do on each database, and that they do it once. */
class PreparersTest {

    private static final String DATABASE = "preparers";

    @TempDir
    private Path directory = Path.of("");

    private String url = "";

    private void make(ExampleCartridgesTest.Product product) throws IOException, SQLException {
        if (product == ExampleCartridgesTest.Product.POSTGRESQL) {
            Postgres.low().create(DATABASE);
            url = Postgres.low().url(DATABASE);
        } else {
            Files.createDirectories(directory.resolve("database"));
            url = "jdbc:h2:" + directory.resolve("database/shop");
            DriverManager.getConnection(url, "postgres", "").close();
        }
        Files.writeString(directory.resolve("penstock.yaml"), """
                landscape: acme
                cartridges: cartridges
                environments:
                  - name: uat
                    role: test
                    clusters: {live: {database: {url: "%s", user: postgres}}}
                """.formatted(url));
        file("../../../../cartridgelist.properties", "cartridges.dbinit = core");
    }

    private void file(String name, String text) throws IOException {
        Path path = directory
                .resolve("cartridges/core/src/main/resources")
                .resolve(name)
                .normalize();
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** Runs steps that run always, or once of {@code dbinit.properties}. */
    private List<PrepareReport.StepReport> run() {
        try (Penstock penstock = Penstock.open(directory.resolve("penstock.yaml"), Map.of())) {
            return penstock.preparation()
                    .run(
                            new PrepareRequest("uat", Set.of(), PrepareMode.AUTO, Set.of(), false, "a test"),
                            new Progress())
                    .databases()
                    .get(0)
                    .steps();
        }
    }

    private PrepareReport.StepReport run(String step) throws IOException {
        file("core/migration.properties", "Class1 = " + step);
        List<PrepareReport.StepReport> steps = run();
        assertThat(steps).hasSize(1);
        return steps.get(0);
    }

    private void assertDoneOnce(String step, long changed) throws IOException {
        PrepareReport.StepReport first = run(step);
        assertThat(first.error()).isNull();
        assertThat(first.changedRows()).isEqualTo(changed);
        PrepareReport.StepReport second = run(step);
        assertThat(second.error()).isNull();
        assertThat(second.changedRows()).as("the second time").isZero();
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
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
    void areMarkedWhenTheyWereDueAndChangedNoRow(ExampleCartridgesTest.Product product)
            throws IOException, SQLException {
        make(product);
        sql("CREATE TABLE held (id int)", "INSERT INTO held VALUES (1)", "CREATE TABLE free (id int)");
        file("core/dbinit.properties", "Class1 = ReleaseAllResources held\nClass2 = ReleaseAllResources free\n");
        file("core/migration.properties", "Class1 = ReleaseAllResources free\n");
        assertThat(run())
                .extracting(PrepareReport.StepReport::step, PrepareReport.StepReport::notes)
                .containsExactly(
                        tuple("core:Class1", List.of()),
                        tuple("core:Class2", List.of("It succeeded and changed no row.")));
        assertThat(run())
                .as("what runs always has mostly nothing to do")
                .allSatisfy(step -> assertThat(step.notes()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void addColumnsAndDropNothing(ExampleCartridgesTest.Product product) throws IOException, SQLException {
        make(product);
        sql("CREATE TABLE thing (id int, extra int)", "INSERT INTO thing VALUES (1, 7)");
        file("core/tables.ddl", """
                -- a remark; with a semicolon
                CREATE TABLE IF NOT EXISTS thing (
                    id integer not null,
                    price numeric(5, 2) default 0,
                    "name" varchar(20) default 'a, (b',
                    constraint positive check (price >= 0)
                );
                CREATE TABLE other (id int primary key);
                """);
        assertDoneOnce("DatabaseTablesPreparer core/tables.ddl", 3);
        assertThat(one("SELECT extra FROM thing WHERE name = 'a, (b' AND price = 0"))
                .isEqualTo("7");
    }

    @ParameterizedTest
    @EnumSource
    void makeTablesOfAModel(ExampleCartridgesTest.Product product) throws IOException, SQLException {
        make(product);
        file("core/dbinit/tables.properties", """
                thing.id = integer not null
                thing.name = varchar(20)
                thing.primary-key = id
                thing.unique = name
                """);
        assertDoneOnce("DatabaseTablesPreparer", 1);
        file("core/dbinit/tables.properties", "thing.id = integer not null\nthing.added = varchar(20)\n");
        assertDoneOnce("DatabaseTablesPreparer", 1);
    }

    @ParameterizedTest
    @EnumSource
    void makeATableAnewThatIsEmptyAndOther(ExampleCartridgesTest.Product product) throws IOException, SQLException {
        make(product);
        sql(
                "CREATE TABLE bare (id int, old int)",
                "CREATE TABLE full_one (id int, old int)",
                "INSERT INTO full_one VALUES (1, 2)");
        file(
                "core/dbinit/tables.properties",
                "bare.id = int\nbare.made = int\nfull_one.id = int\nfull_one.made = int\n");
        file("core/dbinit.properties", "Class1 = DatabaseTablesPreparer");
        List<PrepareReport.StepReport> steps = run();
        assertThat(steps.get(0).error()).isNull();
        assertThat(steps.get(0).notes()).singleElement().asString().contains("bare was empty");
        assertThat(
                        one(
                                "SELECT count(*) FROM information_schema.columns WHERE lower(table_name) = 'bare' AND lower(column_name) = 'old'"))
                .isEqualTo("0");
        assertThat(one("SELECT old FROM full_one WHERE made IS NULL")).isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource
    void makeIndexesAndKeysThatAreMissing(ExampleCartridgesTest.Product product) throws IOException, SQLException {
        make(product);
        sql(
                "CREATE TABLE parent (id int not null, name varchar(9))",
                "CREATE TABLE child (id int not null, parent_id int, size int)",
                "CREATE INDEX child_by_size ON child (size)");
        file("core/keys.ddl", """
                ALTER TABLE parent ADD PRIMARY KEY (id);
                ALTER TABLE parent ADD CONSTRAINT parent_name UNIQUE (name);
                ALTER TABLE child ADD FOREIGN KEY (parent_id) REFERENCES parent (id);
                ALTER TABLE child ADD CONSTRAINT child_size CHECK (size > 0);
                """);
        assertDoneOnce("DatabaseConstraintsPreparer core/keys.ddl", 4);
        file("core/index.ddl", """
                CREATE INDEX child_by_size ON child (id, size);
                CREATE INDEX same_as_by_size ON child (size);
                CREATE UNIQUE INDEX child_unique ON child (id, parent_id);
                """);
        assertDoneOnce("DatabaseIndexesPreparer core/index.ddl", 1);
        assertThat(run("DatabaseIndexesPreparer core/index.ddl").notes())
                .singleElement()
                .asString()
                .contains("child_by_size is there with another definition");
        file("core/nameless.ddl", "ALTER TABLE child ADD CHECK (size > 0);");
        assertThat(run("DatabaseConstraintsPreparer core/nameless.ddl").error()).contains("has no name");
    }

    @ParameterizedTest
    @EnumSource
    void dropNoTableUnlessTold(ExampleCartridgesTest.Product product) throws IOException, SQLException {
        make(product);
        sql("CREATE TABLE thing (id int)");
        PrepareReport.StepReport step = run("DropTable thing never_there");
        assertThat(step.error()).isNull();
        assertThat(step.notes()).singleElement().asString().contains("thing was left");
        assertThat(one("SELECT count(*) FROM thing")).isEqualTo("0");
    }

    @Test
    void sayWhatDoesNotApply() throws IOException, SQLException {
        make(ExampleCartridgesTest.Product.H2);
        assertThat(run("MoveIndexesPreparer fast").notes())
                .singleElement()
                .asString()
                .contains("no table spaces");
        assertThat(run("BackupDatabasePreparer").notes())
                .singleElement()
                .asString()
                .contains("takes no backup");
        assertThat(run("ReleaseAllResources").notes())
                .singleElement()
                .asString()
                .contains("no table resource_lock");
        assertThat(run("TableMonitoringPreparer").error()).isNull();
    }

    @Test
    void moveIndexesToATableSpace() throws IOException, SQLException {
        make(ExampleCartridgesTest.Product.POSTGRESQL);
        sql("CREATE TABLE thing (id int PRIMARY KEY)");
        PrepareReport.StepReport there = run("MoveIndexesPreparer pg_default");
        assertThat(there.error()).isNull();
        assertThat(there.changedRows()).as("all are there already").isZero();
        assertThat(run("MoveIndexesPreparer no_such_space").error()).contains("tablespace");
    }

    private void makeThings(ExampleCartridgesTest.Product product) throws IOException, SQLException {
        make(product);
        String json = product == ExampleCartridgesTest.Product.H2 ? "json" : "jsonb";
        sql(
                "CREATE TABLE thing (id varchar(24) PRIMARY KEY, code char(4), name varchar(9), price numeric(5, 2), online boolean,"
                        + " since timestamp with time zone, born date, details " + json + ", parent_id varchar(24))");
        file("core/thing.properties", """
                table = thing
                id = id
                key = name
                field.parent = parent_id
                reference.parent_id = thing name id
                """);
    }

    @ParameterizedTest
    @EnumSource
    void writeValuesOfAllTypesOnce(ExampleCartridgesTest.Product product) throws IOException, SQLException {
        makeThings(product);
        file("core/Things.properties", """
                Data.1.name = a'b
                Data.1.code = ab
                Data.1.price = 1.5
                Data.1.online = true
                Data.1.since = 2026-01-02 03:04:05+00
                Data.1.born = 2020-02-29
                Data.1.details = {"x": [1, 2]}
                Data.2.name = child
                Data.2.parent = a'b
                Data.2.price =
                """);
        assertDoneOnce("TableRowsPreparer core/thing.properties core.Things", 2);
        assertThat(one("SELECT price FROM thing WHERE online AND born = DATE '2020-02-29'"))
                .isEqualTo("1.50");
        assertThat(one("SELECT p.name FROM thing c JOIN thing p ON p.id = c.parent_id"))
                .isEqualTo("a'b");
        assertThat(one("SELECT id FROM thing WHERE name = 'child'"))
                .as("the same on every database")
                .isEqualTo("ShLh1A5C8CMJ5nSy5ei1Djqr");
        file("core/Things.properties", "Data.1.name = a'b\nData.1.price = 2.25\nData.1.details = {\"x\": 3}\n");
        assertDoneOnce("UpdateTableRowsPreparer core/thing.properties core.Things", 1);
        assertThat(one("SELECT code FROM thing WHERE price = 2.25").strip())
                .as("what is not named stays")
                .isEqualTo("ab");
        file("core/Things.properties", "Data.1.name = child\n");
        assertDoneOnce("DeleteTableRowsPreparer core/thing.properties core.Things", 1);
    }

    @ParameterizedTest
    @EnumSource
    void refuseValuesThatDoNotFit(ExampleCartridgesTest.Product product) throws IOException, SQLException {
        makeThings(product);
        String step = "TableRowsPreparer core/thing.properties core/Things.properties";
        file("core/Things.properties", "Data.3.name = far too long a name\n");
        assertThat(run(step).error()).contains("Data.3", "longer than its 9 characters");
        file("core/Things.properties", "Data.3.name = a\nData.3.colour = red\n");
        assertThat(run(step).error()).contains("no column for colour");
        file("core/Things.properties", "Data.3.price = 1\n");
        assertThat(run(step).error()).contains("no value for name");
        file("core/Things.properties", "Data.3.name = a\nData.3.parent = nobody\n");
        assertThat(run(step).error()).contains("no row of thing with name 'nobody'");
        assertThat(one("SELECT count(*) FROM thing")).isEqualTo("0");
    }

    @ParameterizedTest
    @EnumSource
    void takeUuidsOfFilesAndTellOfOthers(ExampleCartridgesTest.Product product) throws IOException, SQLException {
        makeThings(product);
        file("core/Things.properties", "Data.1.name = a\nData.2.name = b\n");
        file("core/ThingUUIDs.properties", "a = 8rKsFt249DIAAAExssSBUPak\n");
        String step = "AddTableRowsPreparer core/thing.properties core.Things core.ThingUUIDs";
        assertDoneOnce(step, 2);
        assertThat(one("SELECT id FROM thing WHERE name = 'a'")).isEqualTo("8rKsFt249DIAAAExssSBUPak");
        file("core/ThingUUIDs.properties", "a = CKOsFt24gu8AAAExtMSBUPak\n");
        PrepareReport.StepReport other = run(step);
        assertThat(other.notes()).singleElement().asString().contains("a has another UUID");
        assertThat(other.changedRows()).isZero();
    }
}
