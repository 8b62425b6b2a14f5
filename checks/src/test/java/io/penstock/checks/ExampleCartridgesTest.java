package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Penstock;
import io.penstock.examples.ExampleCartridges;
import io.penstock.examples.ShopEnvironment;
import io.penstock.examples.Vendor;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cartridges of the example, from an empty database on. */
class ExampleCartridgesTest {

    /** The databases that cartridges are prepared on. */
    enum Product {
        POSTGRESQL,
        H2
    }

    private static final String DATABASE = "example";

    private static final List<String> ALWAYS = List.of(
            "core:pre.Class0.5",
            "core:pre.Class1",
            "bc_foundation:pre.Class1",
            "core:Class1",
            "core:Class4",
            "bc_foundation:Class1",
            "core:post.Class50",
            "demo_shop:post.Class1");

    @TempDir
    private Path directory = Path.of("");

    private String url = "";

    @BeforeEach
    void writeCartridges() throws IOException {
        ExampleCartridges.write(directory.resolve("cartridges"));
    }

    private void make(Product product) throws IOException, SQLException {
        if (product == Product.POSTGRESQL) {
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
    }

    private List<PrepareReport.StepReport> prepare() {
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

    private static List<String> names(List<PrepareReport.StepReport> steps) {
        return steps.stream().map(PrepareReport.StepReport::step).toList();
    }

    private static void assertSuccess(List<PrepareReport.StepReport> steps) {
        assertThat(steps)
                .allSatisfy(step -> assertThat(step.status())
                        .as("%s: %s", step.step(), step.error())
                        .isEqualTo("SUCCESS"));
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    private Path core(String name) {
        return directory.resolve("cartridges/core/src/main/resources/core/" + name);
    }

    @ParameterizedTest
    @EnumSource
    void initializeMigrateFailAndAreMended(Product product) throws IOException, SQLException {
        make(product);
        List<PrepareReport.StepReport> first = prepare();
        assertSuccess(first);
        assertThat(names(first)).hasSize(47).contains("core:Class30", "demo_shop:post.Class2");
        assertThat(one("SELECT id FROM job_configuration WHERE name = 'cache-warmup'"))
                .isEqualTo("CKOsFt2a4xMAAAExtMSBUPba");
        assertThat(one(
                        "SELECT display_name FROM preference_text t JOIN preference_definition d ON d.id = t.definition_id"
                                + " WHERE d.name = 'search.minimum-length' AND t.locale_id = 'de_DE'"))
                .isEqualTo("Kürzeste Suche");
        assertThat(one(
                        "SELECT display_name FROM preference_text t JOIN preference_definition d ON d.id = t.definition_id"
                                + " WHERE d.name = 'shop.legacy-login' AND t.locale_id = 'de_DE'"))
                .as("no German text: that of the fallback locale")
                .isEqualTo("Old sign-in");

        List<PrepareReport.StepReport> second = prepare();
        assertSuccess(second);
        assertThat(names(second)).containsExactlyElementsOf(ALWAYS);
        assertThat(second)
                .allSatisfy(
                        step -> assertThat(step.changedRows()).as(step.step()).isZero());

        Files.writeString(core("migration-to-1.3.0.properties"), """
                Class1 = UpdateJobSchedulesPreparer core/dbmigrate/data/1.3.0/Schedules.properties
                Class2 = AddJobsPreparer root core/dbmigrate/data/1.3.0/Jobs.properties
                """);
        Path data = Files.createDirectories(core("dbmigrate/data/1.3.0"));
        Files.writeString(data.resolve("Schedules.properties"), "Data.1.job = no-such-job\nData.1.position = 1\n");
        Files.writeString(data.resolve("Jobs.properties"), "Data.1.id = sitemap\n");
        List<PrepareReport.StepReport> third = prepare();
        assertThat(third)
                .filteredOn(step -> step.step().startsWith("core:1.3.0"))
                .satisfiesExactly(
                        step -> {
                            assertThat(step.status()).isEqualTo("FAILURE");
                            assertThat(step.error())
                                    .contains("Data.1", "no row of job_configuration with name 'no-such-job'");
                        },
                        step -> assertThat(step.status()).isEqualTo("SUCCESS"));
        assertThat(names(third)).hasSize(ALWAYS.size() + 2).containsAll(ALWAYS);
        assertThat(one("SELECT count(*) FROM job_configuration WHERE name = 'sitemap'"))
                .isEqualTo("1");

        Files.writeString(
                data.resolve("Schedules.properties"),
                "Data.1.job = cache-warmup\nData.1.position = 1\nData.1.cron = 0 6 * * *\n");
        List<PrepareReport.StepReport> fourth = prepare();
        assertSuccess(fourth);
        assertThat(names(fourth)).hasSize(ALWAYS.size() + 1).contains("core:1.3.0:Class1");
        assertThat(one("SELECT cron FROM job_schedule s JOIN job_configuration j ON j.id = s.job_id"
                        + " WHERE j.name = 'cache-warmup'"))
                .isEqualTo("0 6 * * *");
    }

    /** A database that was initialized before the versions 1.1.0 and 1.2.0 were there. */
    @ParameterizedTest
    @EnumSource
    void migrateToTheirVersions(Product product) throws IOException, SQLException {
        make(product);
        List<Path> versions;
        try (Stream<Path> walk = Files.walk(directory.resolve("cartridges"))) {
            versions = walk.filter(path -> path.toString().contains("migration-to-"))
                    .toList();
        }
        Map<Path, String> texts = new LinkedHashMap<>();
        for (Path version : versions) {
            texts.put(version, Files.readString(version));
            Files.delete(version);
        }
        assertSuccess(prepare());
        assertThat(one("SELECT count(*) FROM preference_definition")).isEqualTo("3");
        for (Map.Entry<Path, String> text : texts.entrySet()) {
            Files.writeString(text.getKey(), text.getValue());
        }

        List<PrepareReport.StepReport> migration = prepare();
        assertSuccess(migration);
        assertThat(names(migration))
                .hasSize(ALWAYS.size() + 12)
                .contains("core:1.1.0:Class1", "demo_shop:1.1.0:post.Class1");
        assertThat(migration)
                .filteredOn(step -> step.step().matches("core:1.*:Class[123]"))
                .allSatisfy(
                        step -> assertThat(step.changedRows()).as(step.step()).isPositive());
        assertThat(one("SELECT id FROM job_configuration WHERE name = 'price-history'"))
                .isEqualTo("CKOsFt2a4xMAAAExtMSBUPbc");
        assertThat(one("SELECT count(*) FROM job_configuration WHERE name = 'thumbnail-cleanup'"))
                .isEqualTo("0");
        assertThat(one("SELECT count(*) FROM preference_definition WHERE name = 'shop.legacy-login'"))
                .isEqualTo("0");
        assertThat(one("SELECT content FROM preference p JOIN site s ON s.id = p.site_id"
                        + " WHERE p.name = 'search.minimum-length' AND s.name = 'acme-de'"))
                .isEqualTo("2");
        assertThat(names(prepare())).containsExactlyElementsOf(ALWAYS);
    }

    /** What the generator of the shop makes and what the cartridges make is one structure: nothing is left to be made. */
    @ParameterizedTest
    @EnumSource
    void findNothingToMakeInAGeneratedShop(Product product) throws IOException, SQLException {
        make(product);
        try (Connection connection = DriverManager.getConnection(url, "postgres", "")) {
            io.penstock.examples.Shop.create(connection, Vendor.ofUrl(url), ShopEnvironment.UAT_EDIT, 0.05, 1);
        }
        List<PrepareReport.StepReport> steps = prepare();
        assertSuccess(steps);
        assertThat(steps)
                .filteredOn(step -> step.step().contains("pre.Class"))
                .hasSize(15)
                .allSatisfy(
                        step -> assertThat(step.changedRows()).as(step.step()).isZero());
        assertThat(one("SELECT host FROM site_domain WHERE name = 'acme-de'"))
                .as("what makes UAT be UAT")
                .isEqualTo("acme-de.uat.shop.example");
    }
}
