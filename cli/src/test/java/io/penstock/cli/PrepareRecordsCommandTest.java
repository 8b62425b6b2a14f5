package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.PenstockException;
import io.penstock.landscape.LockFile;
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
import tools.jackson.databind.JsonNode;

class PrepareRecordsCommandTest {

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);

    @BeforeEach
    void makeLandscape() throws IOException, SQLException {
        shell = new Shell(directory);
        file("cartridges/cartridgelist.properties", "cartridges.dbinit = core");
        file(
                "cartridges/core/release/dbinit.properties",
                "Class1 = x.SQLScriptPreparer a.sql\nClass2 = x.SQLScriptPreparer gone.sql");
        file("cartridges/core/release/lib/a.sql", "CREATE TABLE IF NOT EXISTS a (n int)");
        Files.createDirectories(directory.resolve("database"));
        file("penstock.yaml", """
                landscape: acme
                cartridges: cartridges
                environments:
                  - name: uat
                    role: test
                    clusters:
                      edit: {database: {url: "%s", user: sa}}
                      live: {database: {url: "%s", user: sa}}
                """.formatted(database("edit"), database("live")));
    }

    private String database(String name) throws SQLException {
        String url = "jdbc:h2:" + directory.resolve("database/" + name);
        DriverManager.getConnection(url, "sa", "").close();
        return url;
    }

    private void file(String name, String text) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void infoNamesWhatFailedAndExitsWith1() {
        assertThat(shell.on("prepare", "info", "uat").out()).contains("not initialized");
        assertThat(shell.on("prepare", "uat").code()).isEqualTo(1);
        Shell.Outcome info = shell.on("prepare", "info", "uat");
        assertThat(info.code()).isEqualTo(1);
        assertThat(info.out()).contains("FAILURE core:Class2", "1 FAILURE, 1 SUCCESS");
        JsonNode json = shell.on("prepare", "info", "uat", "--cluster", "live", "--output", "json")
                .json();
        assertThat(json.get(0)
                        .get("cartridges")
                        .get(0)
                        .get("states")
                        .get("FAILURE")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void historyAndMarkAreAskedFor() {
        shell.on("prepare", "uat", "--cluster", "live");
        assertThat(shell.on("prepare", "mark", "uat", "core:Class2", "--as", "skipped", "--reason", "not here")
                        .code())
                .isEqualTo(3);
        Shell.Outcome marked = shell.types("uat")
                .on(
                        "prepare",
                        "mark",
                        "uat",
                        "core:Class2",
                        "--as",
                        "skipped",
                        "--reason",
                        "not here",
                        "--cluster",
                        "live");
        assertThat(marked.out()).isEqualTo("Entered as SKIPPED: core:Class2 (live).\n");
        Shell.Outcome history = shell.on("prepare", "history", "uat", "--step", "core:Class2");
        assertThat(history.out()).contains("FAILURE", "SKIPPED", ": not here").doesNotContain("core:Class1");
        assertThat(shell.on("prepare", "history", "uat", "--step", "core:Class3")
                        .code())
                .isEqualTo(2);
        assertThat(shell.on("prepare", "info", "uat").code()).isZero();
    }

    private void run(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database(database), "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void differencesExitWith1() throws SQLException {
        assertThat(shell.on("prepare", "diff", "uat", "edit", "live").out())
                .isEqualTo("The registries and UUIDs are equal.\n");
        shell.on("prepare", "uat", "--cluster", "live");
        Shell.Outcome differences = shell.on("prepare", "diff", "uat", "edit", "live");
        assertThat(differences.code()).isEqualTo(1);
        assertThat(differences.out()).containsPattern("core:Class1 +dbinit +- +SUCCESS");
        run(
                "edit",
                "CREATE TABLE job (uuid varchar(24) PRIMARY KEY, name varchar(40) UNIQUE); INSERT INTO job VALUES ('a', 'x')");
        run(
                "live",
                "CREATE TABLE job (uuid varchar(24) PRIMARY KEY, name varchar(40) UNIQUE); INSERT INTO job VALUES ('b', 'x')");
        Shell.Outcome uuids = shell.on("prepare", "diff", "uat", "edit", "live");
        assertThat(uuids.out()).endsWith("edit/live JOB: 1 of 1 rows with the same NAME have another UUID\n");
        assertThat(shell.on("prepare", "diff", "uat", "edit", "middle").code()).isEqualTo(2);
        assertThat(shell.on("prepare", "diff", "uat", "uta").err()).contains("did you mean 'uat'?");
    }

    @Test
    void theLockIsShownAndThatOfAProcessCannotBeTaken() throws IOException {
        assertThat(shell.on("prepare", "lock", "status", "uat").out()).isEqualTo("uat edit: free\nuat live: free\n");
        try (LockFile held = LockFile.take(
                lock(), "penstock run x by ann", other -> new PenstockException(CliProblem.COMMAND_WRONG, other, ""))) {
            assertThat(shell.on("prepare", "lock", "status", "uat").out())
                    .startsWith("uat edit: free\nuat live: penstock run x by ann (since ");
            assertThat(shell.on("prepare", "lock", "break", "uat").code()).isEqualTo(3);
            assertThat(shell.on("prepare", "lock", "break", "uat", "--confirm", "uta")
                            .code())
                    .isEqualTo(4);
            assertThat(shell.on("prepare", "lock", "break", "uat", "--confirm", "uat")
                            .err())
                    .startsWith("LOCK-NOT-BREAKABLE ");
        }
        assertThat(shell.on("prepare", "lock", "break", "uat", "--confirm", "uat")
                        .out())
                .isEqualTo("Nobody holds a lock.\n");
    }

    private Path lock() throws IOException {
        shell.on("prepare", "uat");
        try (var files = Files.list(directory.resolve("database"))) {
            return files.filter(each -> each.getFileName().toString().matches("live.*\\.penstock\\.lock"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void preparersAreListed() {
        assertThat(shell.on("prepare", "preparers").out()).containsPattern("SQLScriptPreparer +built in +2");
    }
}
