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

class ConfigContactsCommandTest {

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void makeALandscape() throws IOException, SQLException {
        declare("");
        Files.writeString(directory.resolve("password"), "pw");
        try (Connection connection = DriverManager.getConnection("jdbc:h2:" + directory.resolve("live"), "sa", "pw");
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE PREFERENCE (NAME VARCHAR(20) PRIMARY KEY, "VALUE" VARCHAR(80));
                    INSERT INTO PREFERENCE VALUES ('smtp.host', 'smtp.prd.real'), ('smtp.password', 'hush-live')""");
        }
    }

    private void declare(String line) throws IOException {
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
                """ + line);
        shell = new Shell(directory);
    }

    @Test
    void listsByWhatAnEnvironmentReachesOthers() {
        Shell.Outcome outcome = shell.on("config", "contacts", "uat");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("mail server in PUBLIC.PREFERENCE.VALUE (NAME=smtp.host): smtp.prd.real");
        assertThat(outcome.out() + outcome.err()).doesNotContain("hush");
    }

    @Test
    void saysWhatIsForbiddenAndExitsWithThree() throws IOException {
        declare("    forbidden-contacts: ['smtp\\.prd\\.real']\n");

        Shell.Outcome outcome = shell.on("config", "contacts", "uat", "--output", "json");

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(3);
        assertThat(outcome.json().get("exitCode").asInt()).isEqualTo(3);
        assertThat(outcome.json().at("/clusters/0/forbidden/0/code").asString()).isEqualTo("FORBIDDEN-CONTACT");
    }
}
