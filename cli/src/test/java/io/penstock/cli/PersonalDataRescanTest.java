package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scan of an environment that has a map already. */
class PersonalDataRescanTest {

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
                      live: {database: {url: "jdbc:h2:./live", user: sa, password: "${file:password}"}}
                """);
        Files.writeString(directory.resolve("password"), "pw");
        shell = new Shell(directory);
        map = directory.resolve("personal-data.yaml");
        run(
                "CREATE TABLE customer (id INT PRIMARY KEY, email VARCHAR(80), mobile VARCHAR(40), active BOOLEAN, remarks2 VARCHAR(90))");
        run("CREATE TABLE product (id INT PRIMARY KEY, label VARCHAR(40))");
        run("CREATE TABLE subscriber (id INT PRIMARY KEY, email VARCHAR(80))");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("live"), "sa", "pw");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String scanned(String before) throws IOException {
        Files.writeString(map, before);
        Shell.Outcome outcome = shell.on("personal-data", "scan", "prd", "--write");
        assertThat(outcome.err()).isEmpty();
        return Files.readString(map);
    }

    @Test
    void addsWhatIsNewAndMarksWhatIsGoneAndLeavesTheRestAsItIs() throws IOException {
        String after = scanned("""
                # Kept by hand.
                locale: de-DE   # Germany

                tables:
                  # those who buy
                  CUSTOMER:
                    columns:
                      "EMAIL": {as: email,   link: mail}  # in every shop
                      FAX: phone
                    # nothing else, says the law
                    public: [ID,  "LEGACY"]    # keys

                  OLD_TABLE: public
                  PRODUCT:
                    public:
                      - ID
                # the end
                unclassified: refuse
                """);

        assertThat(after.replaceAll(" +# [0-9]+ %: [^\n]*", "")).isEqualTo("""
                # Kept by hand.
                locale: de-DE   # Germany

                tables:
                  # those who buy
                  CUSTOMER:
                    columns:
                      "EMAIL": {as: email,   link: mail}  # in every shop
                      # gone: no database that was scanned has the column FAX
                      FAX: phone
                      MOBILE: phone
                      REMARKS2: text
                    # nothing else, says the law
                    # gone: no database that was scanned has the column LEGACY
                    public: [ID,  "LEGACY", ACTIVE]    # keys

                  # gone: no database that was scanned has this table
                  OLD_TABLE: public
                  PRODUCT:
                    public:
                      - ID
                      - LABEL

                  SUBSCRIBER:                                # people, about 0 rows
                    columns:
                      EMAIL: email
                    public:
                      - ID
                # the end
                unclassified: refuse
                """);
    }

    @Test
    void aSecondScanChangesNothing() throws IOException {
        String once = scanned("tables:\r\n  CUSTOMER: {columns: {FAX: phone}}\r\n  GONE: empty");

        assertThat(once)
                .contains("{FAX: phone, EMAIL: email, MOBILE: phone, REMARKS2: text}")
                .contains("public: [ID")
                .contains("\r\n  # gone: no database that was scanned has this table\r\n  GONE: empty\r\n");
        assertThat(once.replace("\r\n", "")).doesNotContain("\n");
        assertThat(scanned(once)).isEqualTo(once);
    }

    @Test
    void anUndecidedColumnIsNotProposedAgainWhileItStandsInAComment() throws IOException, SQLException {
        run("ALTER TABLE customer ADD COLUMN photo_scan BLOB");
        run("ALTER TABLE customer ADD COLUMN zz VARCHAR(40)");
        String once = scanned("tables:\n  CUSTOMER:\n    public: [ID]\n");

        assertThat(once).contains("    #   ZZ: text  ").contains("undecided");
        assertThat(scanned(once)).isEqualTo(once);
        assertThat(shell.on("personal-data", "check", "prd").err()
                        + shell.on("personal-data", "check", "prd").out())
                .contains("UNCLASSIFIED-COLUMN")
                .contains("ZZ");
    }

    @Test
    void aMapWithProblemsIsRefusedAndStays() throws IOException {
        Files.writeString(map, "tables: {CUSTOMER: {columns: {EMAIL: emial}}}\n");

        Shell.Outcome outcome = shell.on("personal-data", "scan", "prd", "--write");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("MAP-INVALID", "emial");
        assertThat(map).hasContent("tables: {CUSTOMER: {columns: {EMAIL: emial}}}\n");
    }

    @Test
    void anEmptyListOfTablesIsFilled() throws IOException {
        String after = scanned("tables: {}\n");

        assertThat(after).contains("SUBSCRIBER: {columns: {EMAIL: email}, public: [ID]}");
        assertThat(shell.on("personal-data", "check", "prd").code()).isZero();
    }
}
