package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.run.AuditTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PersonalDataPreviewCommandTest {

    private static final String[] SECRETS = {"Maria", "Musterfrau", "acme.shop", "901820", "Golden"};

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void makeALandscape() throws IOException, SQLException {
        Files.writeString(directory.resolve("penstock.yaml"), """
                landscape: acme
                environments:
                  - name: prd
                    role: production
                    clusters:
                      live: {database: {url: "jdbc:h2:./live", user: sa, password: "${file:password}"}}
                personal-data: personal-data.yaml
                pseudonym-key: "${file:key}"
                """);
        Files.writeString(directory.resolve("password"), "pw");
        Files.writeString(directory.resolve("key"), "bm90IGEgc2VjcmV0OiBhIGtleSBvZiBhIHRlc3QgYWxvbmU=");
        Files.writeString(directory.resolve("personal-data.yaml"), """
                tables:
                  CUSTOMER:
                    columns:
                      EMAIL: email
                      NAME: full-name
                      PHONE: phone
                      DETAILS: {as: json, paths: {$.phone: phone}}
                    public: [ID]
                    keep: "ID = 2"
                  PRODUCT: public
                """);
        shell = new Shell(directory);
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("live"), "sa", "pw");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customer (id INT PRIMARY KEY, email VARCHAR(80) UNIQUE, name VARCHAR(80),"
                    + " phone VARCHAR(30), details VARCHAR(200))");
            statement.execute("CREATE TABLE product (id INT, name VARCHAR(80))");
            statement.execute("INSERT INTO customer VALUES (1, 'Maria.Musterfrau@acme.shop', 'Maria Musterfrau',"
                    + " '+49 30 901820', '{\"phone\":\"+49 30 901820\",\"club\":\"Golden Years\"}'),"
                    + " (2, 'maria@acme.shop', 'Maria Test', NULL, '')");
        }
    }

    private Shell.Outcome preview(String... more) {
        return shell.on(Stream.concat(Stream.of("personal-data", "preview", "prd"), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void showsShapesAndPseudonymsAndNoValue() {
        Shell.Outcome outcome = preview();

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("PUBLIC.CUSTOMER, live", "Aaaaa.Aaaaaaaaaa@aaaa.aaaa", "@example.test", "+99 99 999999")
                .contains("2 kept", "NULL", "(empty)")
                .doesNotContain("PRODUCT")
                .doesNotContain(SECRETS);
    }

    @Test
    void thePageNeedsNothingButItselfAndHoldsNoValue() throws IOException {
        Path page = directory.resolve("preview.html");

        assertThat(preview("--html", page.toString()).code()).isZero();

        assertThat(Files.readString(page))
                .startsWith("<!doctype html>")
                .contains("Aaaaa.Aaaaaaaaaa@aaaa.aaaa", "@example.test")
                .doesNotContain("http://", "https://", "<script")
                .doesNotContain(SECRETS);
    }

    @Test
    void jsonHoldsNoValueEither() {
        Shell.Outcome outcome = preview("--output", "json", "--rows", "1");

        JsonNode field = outcome.json()
                .get("tables")
                .get(0)
                .get("rows")
                .get(0)
                .get("fields")
                .get(0);
        assertThat(field.get("column").asString()).isEqualTo("EMAIL");
        assertThat(field.get("before").asString()).isEqualTo("Aaaaa.Aaaaaaaaaa@aaaa.aaaa");
        assertThat(field.get("after").asString()).endsWith("@example.test");
        assertThat(outcome.out()).doesNotContain(SECRETS);
    }

    @Test
    void realValuesAreShownOnATerminalAloneAndThatIsRecorded() throws IOException {
        Path page = directory.resolve("preview.html");
        assertThat(preview("--reveal").code()).isEqualTo(3);
        shell.shown();
        assertThat(preview("--reveal", "--html", page.toString()).err()).startsWith("REVEAL-REFUSED ");
        assertThat(preview("--reveal", "--output", "json").code()).isEqualTo(3);
        assertThat(page).doesNotExist();
        AuditTrail trail = new AuditTrail(directory.resolve(".penstock"));
        assertThat(trail.read()).isEmpty();

        assertThat(preview("--reveal", "--table", "customer").out())
                .contains("Maria.Musterfrau@acme.shop", "+49 30 901820");

        assertThat(trail.read()).singleElement().satisfies(entry -> {
            assertThat(entry.by()).isNotEmpty();
            assertThat(entry.action()).isEqualTo("personal-data preview --reveal");
            assertThat(entry.what())
                    .containsEntry("environment", "prd")
                    .containsEntry("rows of live PUBLIC.CUSTOMER", "2");
        });
        try (Stream<Path> files = Files.walk(directory.resolve(".penstock"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain(SECRETS);
            }
        }
    }

    @Test
    void aTableThatIsNotThereIsNamedWithTheNearest() {
        assertThat(preview("--table", "PUBLIC.CUSTMER").err())
                .startsWith("TABLE-UNKNOWN ")
                .contains("did you mean 'PUBLIC.CUSTOMER'?");
        assertThat(preview("--rows", "0").code()).isEqualTo(2);
    }
}
