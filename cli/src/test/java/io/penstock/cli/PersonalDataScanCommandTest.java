package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PersonalDataScanCommandTest {

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);
    private Path map = directory;

    @BeforeEach
    void makeALandscape() throws IOException, SQLException {
        Files.writeString(directory.resolve("penstock.yaml"), """
                landscape: acme
                environments:
                  - name: prd
                    role: production
                    clusters:
                      edit: {database: {url: "jdbc:h2:./edit", user: sa, password: "${file:password}"}}
                      live: {database: {url: "jdbc:h2:./live", user: sa, password: "${file:password}"}}
                """);
        Files.writeString(directory.resolve("password"), "pw");
        shell = new Shell(directory);
        map = directory.resolve("personal-data.yaml");
        for (String cluster : new String[] {"edit", "live"}) {
            run(
                    cluster,
                    "CREATE TABLE customer (id INT PRIMARY KEY, email VARCHAR(80) UNIQUE, x7 VARCHAR(40), note VARCHAR(200), active BOOLEAN)");
            run(
                    cluster,
                    "INSERT INTO customer SELECT X, 'vogelsang' || X || '@realshop.example', '+49 30 90182' || (100 + X), NULL, TRUE FROM SYSTEM_RANGE(1, 30)");
        }
    }

    private void run(String database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + directory.resolve(database), "sa", "pw");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void printsADraftForALandscapeWithoutAMapAndWritesNothing() {
        Shell.Outcome outcome = shell.on("personal-data", "scan", "prd");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("  CUSTOMER:")
                .contains("      EMAIL: email ")
                .contains("      X7: phone ")
                .contains("      - ID ")
                .contains("like aaaaaaaaa99@aaaaaaaa.aaaaaaa")
                .doesNotContain("vogelsang", "90182");
        assertThat(outcome.err())
                .contains("3 personal columns, 0 undecided, 2 public")
                .doesNotContain("vogelsang");
        assertThat(map).doesNotExist();
    }

    @Test
    void theDraftThatIsWrittenIsAMapThatFits() {
        Shell.Outcome outcome = shell.on("personal-data", "scan", "prd", "--write");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).startsWith("Wrote ").contains("personal-data.yaml");
        assertThat(map).exists();
        assertThat(directory.toFile().list((at, name) -> name.startsWith("."))).isEmpty();
        assertThat(shell.on("personal-data", "check", "prd").code()).isZero();
    }

    @Test
    void writesToAnotherFileWhenAsked() {
        Path other = directory.resolve("draft.yaml");

        Shell.Outcome outcome = shell.on("personal-data", "scan", "prd", "--output-file", other.toString());

        assertThat(outcome.code()).isZero();
        assertThat(other).content().contains("EMAIL: email");
        assertThat(map).doesNotExist();
    }

    @Test
    void aFileThatCannotBeWrittenIsSaid() {
        Shell.Outcome outcome = shell.on(
                "personal-data",
                "scan",
                "prd",
                "--output-file",
                directory.resolve("none/draft.yaml").toString());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("MAP-UNWRITABLE");
    }

    @Test
    void columnsOfOneClusterAloneAreFoundToo() throws SQLException {
        run("live", "ALTER TABLE customer ADD COLUMN birth_date DATE");

        assertThat(shell.on("personal-data", "scan", "prd").out()).contains("BIRTH_DATE: {as: date, per: ID}");
        assertThat(shell.on("personal-data", "scan", "prd", "--cluster", "edit").out())
                .doesNotContain("BIRTH_DATE");
    }

    @Test
    void theResultAsJsonHoldsEveryColumnWithItsVerdict() {
        JsonNode result =
                shell.on("personal-data", "scan", "prd", "--output", "json").json();

        JsonNode columns = result.get("tables").get(0).get("columns");
        JsonNode email = StreamSupport.stream(columns.spliterator(), false)
                .filter(each -> each.get("column").asString().equals("EMAIL"))
                .findFirst()
                .orElseThrow();
        assertThat(email.get("verdict").asString()).isEqualTo("personal");
        assertThat(email.get("pseudonymizer").asString()).isEqualTo("email");
        assertThat(email.get("confidence").asInt()).isGreaterThan(90);
        assertThat(result.toString()).doesNotContain("vogelsang");
    }

    @Test
    void aSampleOfNoRowsIsRefused() {
        assertThat(shell.on("personal-data", "scan", "prd", "--rows", "0").code())
                .isEqualTo(2);
    }
}
