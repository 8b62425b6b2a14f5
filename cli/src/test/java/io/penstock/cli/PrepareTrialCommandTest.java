package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What tries a preparation and does not do it: validate, rehearse, and the SQL of a dry run. */
class PrepareTrialCommandTest {

    private static final String SCRIPT = "cartridges/core/release/lib/a.sql";

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void makeLandscape() throws IOException, SQLException {
        shell = new Shell(directory);
        file("cartridges/cartridgelist.properties", "cartridges.dbinit = core");
        file("cartridges/core/release/dbinit.properties", "Class1 = x.SQLScriptPreparer a.sql\n");
        file(SCRIPT, "CREATE TABLE IF NOT EXISTS a (n varchar(40));");
        Files.createDirectories(directory.resolve("database"));
        String url = "jdbc:h2:" + directory.resolve("database/uat");
        DriverManager.getConnection(url, "sa", "").close();
        file("penstock.yaml", """
                landscape: acme
                cartridges: cartridges
                environments:
                  - name: uat
                    role: test
                    clusters: {live: {database: {url: "%s", user: sa}}}
                """.formatted(url));
    }

    private void file(String name, String text) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void validateExitsWith0BesideWarningsAndWith2ForErrors() throws IOException {
        Shell.Outcome clean = shell.on("prepare", "validate");
        assertThat(clean.code()).as(clean.err()).isZero();
        assertThat(clean.out()).contains("0 errors, 0 warnings");

        file("cartridges/core/release/migration-to-1.0.properties", "# none\n");
        Shell.Outcome warned = shell.on("prepare", "validate");
        assertThat(warned.code()).isZero();
        assertThat(warned.out()).contains("warning VERSION-WITHOUT-STEPS", "0 errors, 1 warning");

        file("cartridges/core/release/dbinit.properties", "Class1 = x.Missing\n");
        Shell.Outcome wrong = shell.on("prepare", "validate", "--output", "json");
        assertThat(wrong.code()).isEqualTo(2);
        JsonNode found = wrong.json().get("findings").get(0);
        assertThat(found.get("code").asString()).isEqualTo("CLASS-MISSING");
        assertThat(found.get("line").asInt()).isEqualTo(1);
    }

    @Test
    void rehearseExitsWith1ForAStepThatIsNotIdempotent() throws IOException {
        assertThat(shell.on("prepare", "rehearse", "uat").code()).isZero();
        file(SCRIPT, "CREATE TABLE IF NOT EXISTS a (n varchar(40)); INSERT INTO a VALUES (random_uuid());");
        Shell.Outcome found = shell.on("prepare", "rehearse", "uat");
        assertThat(found.code()).isEqualTo(1);
        assertThat(found.out())
                .contains("core:Class1 SQLScriptPreparer [a.sql]: NOT IDEMPOTENT", "1 rows before, 2 after");
        assertThat(shell.on("prepare", "plan", "uat").out()).contains("1 step to run");
    }

    @Test
    void showsTheSqlOnlyOfADryRun() {
        Shell.Outcome shown = shell.on("prepare", "uat", "--dry-run", "--sql");
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("-- core:Class1 SQLScriptPreparer [a.sql]", "CREATE TABLE IF NOT EXISTS a");
        assertThat(shell.on("prepare", "uat", "--sql").code()).isEqualTo(2);
        assertThat(shell.on("prepare", "plan", "uat").out()).contains("1 step to run");
    }
}
