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

class ConfigDiffCommandTest {

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
                      live: {files: prd}
                  - name: uat
                    role: test
                    clusters:
                      live: {database: {url: "jdbc:h2:./live", user: sa, password: "${file:password}"}}
                    configuration-set: {path: config}
                """);
        Files.writeString(directory.resolve("password"), "pw");
        Files.createDirectories(directory.resolve("config/live"));
        Files.writeString(directory.resolve("config/live/services.yaml"), """
                tables:
                  SERVICE:
                    secret: [API_KEY]
                    set:
                      - {CODE: card, ENDPOINT: "https://sandbox.example.test", API_KEY: hush-test}
                """);
        shell = new Shell(directory);
        inDatabase("""
                CREATE TABLE SERVICE (CODE VARCHAR(20) PRIMARY KEY, ENDPOINT VARCHAR(80), API_KEY VARCHAR(80));
                INSERT INTO SERVICE VALUES ('card', 'https://live.example.test', 'hush-live')""");
    }

    private void inDatabase(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:" + directory.resolve("live"), "sa", "pw");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void showsEachColumnThatDiffersOnALineOfItsOwnAndNoSecret() throws SQLException {
        Shell.Outcome outcome = shell.on("config", "diff", "uat");

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(3);
        assertThat(outcome.out().lines())
                .contains(
                        "  update PUBLIC.SERVICE CODE=card",
                        "    ENDPOINT: https://live.example.test -> https://sandbox.example.test",
                        "  1 difference in 1 row of the set");
        assertThat(outcome.out() + outcome.err()).doesNotContain("hush").doesNotContain("\\u000a");

        inDatabase("UPDATE SERVICE SET ENDPOINT = 'https://sandbox.example.test', API_KEY = 'hush-test'");
        outcome = shell.on("config", "diff", "uat");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("0 differences in 1 row of the set");
    }
}
