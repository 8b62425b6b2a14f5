package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Penstock;
import io.penstock.database.h2.H2Dialect;
import io.penstock.prepare.CleanUp;
import io.penstock.prepare.EnvironmentPreparation;
import io.penstock.prepare.ForcedSteps;
import io.penstock.prepare.PreparationOptions;
import io.penstock.prepare.PreparationSettings;
import io.penstock.prepare.PreparationTool;
import io.penstock.prepare.PrepareMode;
import io.penstock.prepare.PrepareReport;
import io.penstock.prepare.PrepareRequest;
import io.penstock.prepare.Preparer;
import io.penstock.prepare.StepSelection;
import io.penstock.run.Journal;
import io.penstock.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log beside the example of the reference, and what preparers are told of the options. */
class PreparationLogTest {

    /** Does nothing, or fails when its parameter says so. */
    private static final class Named extends Preparer {
        @Override
        public boolean prepare() {
            return getNumberOfParameters() == 0 || !getParameter(0).equals("fails");
        }
    }

    /** Remembers what it was told. */
    private static final class Told extends Preparer {
        private final List<PreparationSettings> told;

        private Told(List<PreparationSettings> told) {
            this.told = told;
        }

        @Override
        public boolean prepare() {
            told.add(settings());
            return true;
        }

        @Override
        public boolean definesStructure() {
            return true;
        }
    }

    @TempDir
    private Path directory = Path.of("");

    private final List<PreparationSettings> told = new ArrayList<>();

    @BeforeEach
    void makeLandscape() throws IOException, SQLException {
        Files.createDirectories(directory.resolve("database"));
        String url = "jdbc:h2:" + directory.resolve("database/shop");
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

    private PrepareReport run(PrepareMode mode, PreparationOptions options, StepSelection selection) {
        Map<String, Supplier<Preparer>> preparers = Map.of(
                "DatabaseTablesPreparer", Named::new,
                "SQLScriptPreparer", Named::new,
                "ExecuteSQLScriptPreparer", Named::new,
                "BackupDatabasePreparer", Named::new,
                "StagingEnvironmentPreparer", Named::new,
                "MigrateStagingEnvironment", Named::new,
                "ReleaseAllResources", Named::new,
                "Told", () -> new Told(told));
        try (Penstock penstock = Penstock.open(directory.resolve("penstock.yaml"), Map.of())) {
            EnvironmentPreparation preparation = new EnvironmentPreparation(
                    penstock.landscape(),
                    new Journal(directory.resolve("journal")),
                    List.of(new H2Dialect()),
                    preparers,
                    (environment, startedBy, progress) -> "a backup");
            return preparation.run(
                    new PrepareRequest("uat", Set.of(), mode, selection, options, "a test"), new Progress());
        }
    }

    private static PreparationOptions options(
            PreparationTool tool,
            boolean confirmed,
            @Nullable Boolean indexes,
            @Nullable Boolean monitoring,
            @Nullable Boolean recreate) {
        return new PreparationOptions(
                tool, CleanUp.NO, confirmed, false, false, false, null, null, null, indexes, monitoring, recreate);
    }

    private List<String> log(PreparationTool tool, PrepareMode mode) throws IOException {
        run(mode, options(tool, false, null, null, null), StepSelection.of(Set.of()));
        try (Stream<Path> found = Files.walk(directory.resolve("journal"))) {
            Path log = found.filter(each -> each.getFileName()
                            .toString()
                            .matches(tool.label() + "-.+-uat-live-" + tool.label() + "\\.\\d{4}-\\d\\d-\\d\\d\\.log"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(log);
        }
    }

    /** Times and counts are the run's own. */
    private static List<String> likened(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceAll("\\d+(\\.\\d+)?(ms|s)\\b", "N$2")
                        .replaceAll("with \\d+ ", "with N ")
                        .replaceAll("(success|failure): \\d+", "$1: N")
                        .replaceAll(": (MigrateStagingEnvironment|ExecuteSQLScriptPreparer) said.*", ""))
                .toList();
    }

    @Test
    void theLogOfAnInitializationIsThatOfTheReference() throws IOException {
        file("cartridges/cartridgelist.properties", "cartridges.dbinit = core");
        file("cartridges/core/release/dbinit.properties", """
                pre.Class1 = com.intershop.beehive.core.dbinit.preparer.database.DatabaseTablesPreparer
                Class1 = com.intershop.beehive.core.dbinit.preparer.database.SQLScriptPreparer \\
                         resources/core/dbinit/scripts/utctimestamp.sql
                post.Class2 = com.intershop.beehive.core.dbinit.preparer.staging.StagingEnvironmentPreparer all
                """);
        List<String> reference = List.of(
                "Startup DBInit (appserver mode DBInit)...",
                "Startup finished in 34s",
                "-------------------- pre-processing ---------------------",
                "Success: core:pre.Class1 DatabaseTablesPreparer 1169ms",
                "-------------------- main-processing --------------------",
                "Success: core:Class1 SQLScriptPreparer [resources/core/dbinit/scripts/utctimestamp.sql] 194ms",
                "-------------------- post-processing --------------------",
                "Success: core:post.Class2 StagingEnvironmentPreparer [all] 0ms",
                "-------------------- preparation summary ----------------",
                "DBInit with 513 initialization steps (success: 513, failure: 0) finished in 1.037s");
        List<String> ours = log(PreparationTool.DBINIT, PrepareMode.INIT);
        assertThat(likened(ours)).isEqualTo(likened(reference));
        assertThat(ours).last().asString().startsWith("DBInit with 3 initialization steps (success: 3, failure: 0)");
    }

    @Test
    void theLogOfAMigrationIsThatOfTheReference() throws IOException {
        file("cartridges/cartridgelist.properties", "cartridges.dbinit = core bc_mvc bc_marketing");
        file("cartridges/core/release/migration.properties", """
                pre.Class0.5 = a.DatabaseTablesPreparer
                pre.Class1 = a.BackupDatabasePreparer
                Class1 = a.DatabaseTablesPreparer
                Class2 = a.ExecuteSQLScriptPreparer resources/core/dbinit/scripts/spmainfile.ddl disableLogging
                post.Class50 = a.ReleaseAllResources
                """);
        file("cartridges/core/release/migration-to-7.3.2.0.properties", "post.Class1 = a.MigrateStagingEnvironment");
        file(
                "cartridges/bc_mvc/release/migration-to-7.1.0.0.properties",
                "pre.Class2 = a.ExecuteSQLScriptPreparer fails");
        file(
                "cartridges/bc_marketing/release/migration-to-7.3.1.0.properties",
                "pre.Class1 = a.MigrateStagingEnvironment fails");
        List<String> reference = List.of(
                "Startup DBMigrate (appserver mode DBMigrate)...",
                "Startup finished in 51s",
                "-------------------- pre-processing ---------------------",
                "Success: core:pre.Class0.5 DatabaseTablesPreparer 548ms",
                "Success: core:pre.Class1 BackupDatabasePreparer 12ms",
                "Failure: bc_mvc:7.1.0.0:pre.Class2 ExecuteSQLScriptPreparer [fails] 1ms",
                "Failure: bc_marketing:7.3.1.0:pre.Class1 MigrateStagingEnvironment [fails] 1ms",
                "-------------------- main-processing --------------------",
                "Success: core:Class1 DatabaseTablesPreparer 538ms",
                "Success: core:Class2 ExecuteSQLScriptPreparer [resources/core/dbinit/scripts/spmainfile.ddl,disableLogging] 334ms",
                "-------------------- post-processing --------------------",
                "Success: core:7.3.2.0:post.Class1 MigrateStagingEnvironment 17447ms",
                "Success: core:post.Class50 ReleaseAllResources 3ms",
                "-------------------- preparation summary ----------------",
                "Failure: bc_mvc:7.1.0.0:pre.Class2 ExecuteSQLScriptPreparer [fails] 1ms",
                "Failure: bc_marketing:7.3.1.0:pre.Class1 MigrateStagingEnvironment [fails] 1ms",
                "DBMigrate with 446 executed (success: 434, failure: 12) and 0 skipped migration steps finished in 515s");
        List<String> ours = log(PreparationTool.DBMIGRATE, PrepareMode.MIGRATE);
        assertThat(likened(ours)).isEqualTo(likened(reference));
        assertThat(ours)
                .last()
                .asString()
                .startsWith("DBMigrate with 8 executed (success: 6, failure: 2) and 0 skipped migration steps");
    }

    @Test
    void preparersAreToldOfTheOptionsAndTheSettingsOfTheShare() throws IOException {
        file("cartridges/cartridgelist.properties", "cartridges.dbinit = core");
        file("cartridges/core/release/dbinit.properties", "Class1 = a.Told\nClass2 = a.DatabaseTablesPreparer");
        file("cartridges/system/config/cluster/migration.properties", "intershop.migration.DropTables=TRUE");
        file(
                "cartridges/system/config/cluster/dbinit.properties",
                "intershop.dbinit.fallbackLocale = de_DE\nintershop.dbinit.indexTablespace = index_space");
        StepSelection again = new StepSelection(
                Set.of(),
                Set.of("Class1"),
                Set.of(),
                false,
                true,
                true,
                new ForcedSteps(true, Set.of(), Set.of(), Set.of(), Set.of()));
        run(PrepareMode.INIT, options(PreparationTool.DBINIT, true, null, null, null), again);
        run(PrepareMode.INIT, options(PreparationTool.DBINIT, true, false, false, true), again);
        run(PrepareMode.INIT, options(PreparationTool.DBINIT, false, false, false, true), again);
        run(PrepareMode.INIT, options(PreparationTool.DBINIT, true, true, true, false), again);
        assertThat(told)
                .containsExactly(
                        new PreparationSettings(true, false, true, "index_space", true, true, "de_DE"),
                        new PreparationSettings(true, true, false, "index_space", false, true, "de_DE"),
                        new PreparationSettings(true, false, false, "index_space", false, true, "de_DE"),
                        new PreparationSettings(false, false, true, "index_space", true, true, "de_DE"));
    }

    @Test
    void onlyStepsThatDefineStructureRunWhenThatIsAsked() throws IOException {
        file("cartridges/cartridgelist.properties", "cartridges.dbinit = core");
        file("cartridges/core/release/dbinit.properties", "Class1 = a.Told\nClass2 = a.DatabaseTablesPreparer");
        StepSelection structure = new StepSelection(Set.of(), Set.of(), Set.of(), true, true, true, ForcedSteps.NONE);
        PrepareReport report =
                run(PrepareMode.AUTO, options(PreparationTool.DBPREPARE, false, null, null, null), structure);
        assertThat(report.databases().get(0).steps())
                .extracting(PrepareReport.StepReport::step)
                .containsExactly("core:Class1");
        assertThat(report.databases().get(0).skipped()).isEqualTo(1);
    }
}
