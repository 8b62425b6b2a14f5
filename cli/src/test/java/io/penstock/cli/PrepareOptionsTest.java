package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Each option of the documented table has an effect, in both spellings. */
class PrepareOptionsTest {

    @TempDir
    private Path directory = Path.of("");

    private Shell shell = new Shell(directory);
    private String url = "";

    @BeforeEach
    void makeCartridges() throws IOException, SQLException {
        shell = new Shell(directory);
        file("share/system/cartridges/cartridgelist.properties", "cartridges.dbinit = core shop");
        file(
                "share/system/cartridges/core/release/dbinit.properties",
                "pre.Class1 = x.SQLScriptPreparer init.sql\nClass1 = x.SQLScriptPreparer note.sql\n");
        file(
                "share/system/cartridges/core/release/lib/init.sql",
                "CREATE TABLE IF NOT EXISTS note (content varchar(40));");
        file("share/system/cartridges/core/release/lib/note.sql", "INSERT INTO note VALUES ('note');");
        file(
                "share/system/cartridges/core/release/migration.properties",
                "post.Class50 = x.ExecuteSQLScriptPreparer note.sql\n");
        file("share/system/cartridges/shop/release/dbinit.properties", "Class7 = x.SQLScriptPreparer shop.sql\n");
        file("share/system/cartridges/shop/release/lib/shop.sql", "INSERT INTO note VALUES ('shop');");
        Files.createDirectories(directory.resolve("database"));
        url = "jdbc:h2:" + directory.resolve("database/shop");
        DriverManager.getConnection(url, "sa", "").close();
        landscape("test");
    }

    private void landscape(String role) throws IOException {
        file("penstock.yaml", """
                landscape: acme
                cartridges: share
                environments:
                  - name: uat
                    role: %s
                    clusters: {live: {database: {url: "%s", user: sa}}}
                """.formatted(role, url));
    }

    private void file(String name, String text) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void version(String version, String descriptor) throws IOException {
        file("share/system/cartridges/core/release/migration-to-" + version + ".properties", descriptor);
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    /** The status and name of the steps that a command reports. */
    private List<String> steps(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", "json"));
        Shell.Outcome outcome = shell.on(all.toArray(String[]::new));
        JsonNode report = outcome.json();
        assertThat(report.has("databases")).as(outcome.out()).isTrue();
        List<String> steps = new ArrayList<>();
        report.get("databases")
                .get(0)
                .get("steps")
                .forEach(step -> steps.add(
                        step.get("status").asString() + " " + step.get("step").asString()));
        return steps;
    }

    private void prepared() {
        assertThat(shell.on("prepare", "uat").code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t=shop,core", "--cartridges=core,shop", "--cartridges=core"})
    void cartridgesAreChosen(String option) {
        assertThat(steps("dbprepare", option, "-classic"))
                .contains("SUCCESS core:Class1")
                .hasSize(option.contains("shop") ? 3 : 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-c=pre.Class1", "--property-keys=pre.Class1", "-c=all"})
    void keysAreChosenAndTheRestStaysDue(String option) throws SQLException {
        int all = option.endsWith("all") ? 3 : 1;
        assertThat(steps("dbprepare", option, "-classic"))
                .contains("SUCCESS core:pre.Class1")
                .hasSize(all);
        assertThat(one("SELECT count(*) FROM CARTRIDGEINFORMATION")).isEqualTo(all == 3 ? "2" : "0");
        assertThat(steps("prepare", "plan", "uat")).hasSize(all == 3 ? 1 : 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--h", "-help", "--help", "-?", "?", "/help", "/h", "/?"})
    void helpIsShownInEachSpelling(String option) {
        Shell.Outcome outcome = shell.run("dbmigrate", option);
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).startsWith("Usage: penstock dbmigrate").contains("--force-exec-prefix");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-v=TRUE", "-v", "-verbose=true", "--verbose=true"})
    void verboseShowsTheLogAsItGoesOn(String option) {
        Shell.Outcome outcome = shell.on("dbinit", "-!", option);
        assertThat(outcome.err())
                .contains("Startup DBInit (appserver mode DBInit)...", "Success: core:pre.Class1 SQLScriptPreparer");
        assertThat(shell.on("dbinit", "-!", option.startsWith("-v=") ? "-v=false" : "--verbose=False")
                        .err())
                .doesNotContain("Startup");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-!",
                "-classic",
                "--property-keys=pre.Class1",
                "-i=true",
                "-i",
                "--move-indexes=FALSE",
                "-m=false",
                "--table-monitoring=True",
                "-t=core",
                "--cartridges=core",
                "-v",
                "--verbose=true",
                "-is.share=share",
                "--ddl=true",
                "--ddl",
                "-cdb=no",
                "--clean-db=yes",
                "--clean=only",
                "-r=false",
                "-r",
                "--recreate-tables=true",
                "--exec-id=core:pre.Class1",
                "-b=true",
                "-b",
                "--database-backup=FALSE",
                "--dry-run-save",
                "--exclude-version-dependent",
                "--exclude-version-independent",
                "--force-exec-all",
                "--force-exec-id=core:Class1",
                "--force-exec-name=SQLScriptPreparer",
                "--force-exec-prefix=post.Class",
                "--mode=init"
            })
    void prepareAndDbprepareTakeEverySpelling(String option) {
        String share = option.replace("=share", "=" + directory.resolve("share"));
        assertThat(shell.on("prepare", "uat", "--dry-run", share).code()).isZero();
        if (!option.startsWith("--mode")) {
            assertThat(shell.on("dbprepare", "uat", "--dry-run", share).code()).isZero();
        }
    }

    @Test
    void valuesMayFollowABlank() {
        assertThat(steps("dbprepare", "uat", "-classic", "-t", "core", "-c", "pre.Class1", "-i", "false", "-v", "true"))
                .containsExactly("SUCCESS core:pre.Class1");
    }

    @Test
    void aFlagThatIsNoneIsWrongUsage() {
        Shell.Outcome outcome = shell.on("dbinit", "-classic", "-m=perhaps");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("--table-monitoring cannot be 'perhaps'; it is true or false.");
    }

    @Test
    void theToolsAskAtATerminalAndWantClassicElsewhere() {
        Shell.Outcome nobody = shell.on("dbinit");
        assertThat(nobody.code()).isEqualTo(3);
        assertThat(nobody.err()).startsWith("NOT-CONFIRMED ").contains("-classic");
        assertThat(shell.types("no").on("dbinit").code()).isEqualTo(4);
        assertThat(shell.types("yes").on("dbinit").code()).isZero();
    }

    @Test
    void aDryRunRunsNothing() throws SQLException {
        assertThat(steps("dbprepare", "--dry-run")).hasSize(3).allMatch(step -> step.startsWith("planned "));
        assertThat(one("SELECT count(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'PUBLIC'"))
                .isEqualTo("0");
    }

    @Test
    void theShareIsNamed() throws IOException {
        file("other/system/cartridges/cartridgelist.properties", "cartridges.dbinit = alone");
        file("other/system/cartridges/alone/release/dbinit.properties", "Class1 = x.SQLScriptPreparer a.sql");
        String option = "-is.share=" + directory.resolve("other");
        assertThat(steps("dbprepare", "--dry-run", option)).containsExactly("planned alone:Class1");
        assertThat(shell.on("dbprepare", "--dry-run", "-is.share=" + directory.resolve("gone"))
                        .code())
                .isEqualTo(2);
    }

    @Test
    void onlyStepsThatDefineStructureAreChosen() {
        assertThat(steps("dbprepare", "--ddl=true", "-classic")).containsExactly("SUCCESS core:pre.Class1");
        assertThat(steps("dbprepare", "--ddl=false", "-classic")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-cdb=", "--clean-db=", "--clean="})
    void theSchemaIsCleanedUp(String option) throws SQLException {
        prepared();
        assertThat(steps("dbprepare", "-classic", option + "no")).containsExactly("SUCCESS core:post.Class50");
        assertThat(steps("dbprepare", "-classic", option + "YES"))
                .containsExactly("SUCCESS core:pre.Class1", "SUCCESS core:Class1", "SUCCESS shop:Class7");
        assertThat(one("SELECT count(*) FROM note")).isEqualTo("2");
        assertThat(steps("dbprepare", "-classic", option + "only")).isEmpty();
        assertThat(one("SELECT count(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'PUBLIC'"))
                .isEqualTo("0");
    }

    @Test
    void productionIsCleanedUpOnlyWhenItsNameIsTyped() throws IOException, SQLException {
        prepared();
        landscape("production");
        assertThat(shell.on("dbinit", "-classic", "-cdb=only").code()).isEqualTo(3);
        assertThat(shell.on("prepare", "uat", "--clean=yes", "--confirm", "prd").code())
                .isEqualTo(4);
        assertThat(shell.types("yes").on("dbinit", "-classic", "-cdb=only").code())
                .isEqualTo(4);
        assertThat(one("SELECT count(*) FROM note")).isEqualTo("2");
        assertThat(shell.types("uat").on("dbinit", "-classic", "-cdb=only").code())
                .isZero();
        prepared();
        assertThat(new Shell(directory)
                        .on("dbinit", "-classic", "-cdb=only", "--confirm=uat")
                        .code())
                .isZero();
    }

    @Test
    void singleStepsOfAnInitializationRun() {
        assertThat(steps("dbinit", "-classic", "--exec-id=core:pre.Class1")).containsExactly("SUCCESS core:pre.Class1");
        assertThat(steps("dbinit", "-classic", "--exec-id=core:pre.Class1"))
                .as("also when it succeeded before")
                .containsExactly("SUCCESS core:pre.Class1");
        Shell.Outcome wrong = shell.on("dbinit", "-classic", "--exec-id=core:pre.Clas1");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).startsWith("SELECTION-UNKNOWN ").contains("did you mean 'core:pre.Class1'?");
        assertThat(shell.on("dbmigrate", "-classic", "--exec-id=core:pre.Class1")
                        .code())
                .as("it is no option of DBMigrate")
                .isEqualTo(2);
    }

    @Test
    void whatIsDueIsSavedWithoutRunning() throws IOException, SQLException {
        prepared();
        version("7.4.0.0", "Class1 = x.SQLScriptPreparer slow.sql\n");
        assertThat(steps("dbmigrate", "-classic", "--dry-run-save", "-t=core"))
                .containsExactly("SKIPPED core:7.4.0.0:Class1", "planned core:post.Class50");
        assertThat(one("SELECT MIGRATIONVERSION FROM CARTRIDGEINFORMATION WHERE INTERNALNAME = 'core'"))
                .isEqualTo("7.4.0.0");
        assertThat(steps("dbmigrate", "-classic")).containsExactly("SUCCESS core:post.Class50");
        assertThat(one("SELECT count(*) FROM note WHERE content = 'note'")).isEqualTo("2");
    }

    @Test
    void kindsOfMigrationAreLeftOutAndCounted() throws IOException, SQLException {
        prepared();
        version("7.4.0.0", "Class1 = x.SQLScriptPreparer note.sql\n");
        assertThat(steps("dbmigrate", "-classic", "--exclude-version-dependent"))
                .containsExactly("SUCCESS core:post.Class50");
        assertThat(one("SELECT MIGRATIONVERSION FROM CARTRIDGEINFORMATION WHERE INTERNALNAME = 'core'"))
                .as("its version was not reached")
                .isEqualTo("null");
        Shell.Outcome outcome = shell.on("dbmigrate", "-classic", "--exclude-version-independent");
        assertThat(outcome.out())
                .contains("Success: core:7.4.0.0:Class1")
                .contains(
                        "DBMigrate with 1 executed (success: 1, failure: 0) and 1 skipped migration steps finished in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--force-exec-all",
                "--force-exec-id=core:7.4.0.0:Class1",
                "--force-exec-name=SQLScriptPreparer",
                "--force-exec-version=7.4.0.0",
                "--force-exec-prefix=Class,pre.Class"
            })
    void whatSucceededRunsAgain(String option) throws IOException {
        version("7.4.0.0", "Class1 = x.SQLScriptPreparer note.sql\n");
        prepared();
        assertThat(steps("dbmigrate", "-classic", option))
                .containsExactly("SUCCESS core:7.4.0.0:Class1", "SUCCESS core:post.Class50");
        assertThat(shell.on("prepare", "plan", "uat", option).out()).contains("(forced");
        assertThat(shell.on("dbmigrate", "-classic", option.equals("--force-exec-all") ? option + "l" : option + "x")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void aStepOfAnInitializationIsForcedOnAnInitializedCartridge() {
        prepared();
        assertThat(steps("dbprepare", "-classic", "--force-exec-id=core:pre.Class1,shop:Class7"))
                .containsExactly("SUCCESS core:pre.Class1", "SUCCESS shop:Class7", "SUCCESS core:post.Class50");
    }

    @Test
    void aBackupIsMadeOnlyWhenAStepIsPending() throws IOException {
        prepared();
        assertThat(shell.on("dbmigrate", "-classic").out()).contains("No backup was made, since no step is pending.");
        version("7.4.0.0", "Class1 = x.SQLScriptPreparer note.sql\n");
        assertThat(shell.on("dbmigrate", "-classic", "-b=false").out()).doesNotContain("backup");
        version("7.4.1.0", "Class1 = x.SQLScriptPreparer note.sql\n");
        assertThat(shell.on("prepare", "uat", "--database-backup").out())
                .contains("No backup was made: penstock.yaml does not say where backups rest");
    }

    @Test
    void theSettingsOfTheShareAreReadAndTheCommandLineWins() throws IOException {
        file("share/system/cartridges/core/release/lib/note.sql", "INSERT INTO nowhere VALUES (1);");
        file("share/system/config/cluster/dbinit.properties", "\nintershop.dbinit.breakOnError = True\n");
        assertThat(steps("dbinit", "-classic"))
                .containsExactly("SUCCESS core:pre.Class1", "FAILURE core:Class1", "planned shop:Class7");
        assertThat(steps("dbinit", "-classic", "--break-on-error=false"))
                .containsExactly("FAILURE core:Class1", "SUCCESS shop:Class7");
        file("share/system/config/cluster/dbinit.properties", "\nintershop.dbinit.breakOnError = yes\n");
        Shell.Outcome wrong = shell.on("dbinit", "-classic");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).startsWith("SETTING-INVALID ").contains("dbinit.properties:2: ");
    }

    @Test
    void aMigrationAloneMakesNoCartridgeInitialized() throws IOException, SQLException {
        version("7.4.0.0", "Class1 = x.SQLScriptPreparer init.sql\n");
        assertThat(steps("dbmigrate", "-classic", "-b=false", "--exclude-version-independent"))
                .containsExactly("SUCCESS core:7.4.0.0:Class1");
        assertThat(one("SELECT count(*) FROM CARTRIDGEINFORMATION")).isEqualTo("0");
        assertThat(steps("dbprepare", "-classic"))
                .containsExactly("SUCCESS core:pre.Class1", "SUCCESS core:Class1", "SUCCESS shop:Class7");
    }

    @Test
    void theEnvironmentHasToBeNamedWhereSeveralHaveDatabases() throws IOException {
        Files.writeString(
                directory.resolve("penstock.yaml"),
                Files.readString(directory.resolve("penstock.yaml"))
                        + "  - {name: int, role: test, clusters: {live: {database: {url: \"" + url
                        + "2\", user: sa}}}}\n");
        Shell.Outcome outcome = shell.on("dbinit", "-classic");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("Name one of: uat, int.");
        assertThat(shell.on("dbinit", "uat", "-classic").code()).isZero();
    }

    @Test
    void logsAreKeptWithTheRunAndInTheShare() throws IOException {
        Files.createDirectories(directory.resolve("share/system/log"));
        file("share/system/cartridges/core/release/lib/note.sql", "INSERT INTO note VALUES ('Erika'); -- it's one");
        prepared();
        try (Stream<Path> found = Files.walk(directory)) {
            List<Path> logs =
                    found.filter(each -> each.toString().endsWith(".log")).toList();
            assertThat(logs)
                    .filteredOn(each -> each.getFileName().toString().matches("dbprepare-.*-uat-live-dbprepare.*"))
                    .hasSize(2)
                    .anyMatch(each -> each.startsWith(directory.resolve("share/system/log")));
            Path sql = logs.stream()
                    .filter(each -> each.endsWith("dbprepare-sql/live/core/Class1.log"))
                    .findFirst()
                    .orElseThrow();
            assertThat(sql).content().contains("INSERT INTO note VALUES ('…')").doesNotContain("Erika");
        }
    }

    @Test
    void identifiersHaveThePlatformsForm() {
        List<String> made = shell.run("uuid", "-n", "3").out().lines().toList();
        assertThat(made).hasSize(3).doesNotHaveDuplicates().allMatch(each -> each.matches("[A-Za-z0-9]{24}"));
        assertThat(shell.run("uuid", "-n", "0").code()).isEqualTo(2);
    }
}
