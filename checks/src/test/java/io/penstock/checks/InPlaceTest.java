package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.examples.Shop;
import io.penstock.examples.ShopEnvironment;
import io.penstock.examples.Vendor;
import io.penstock.inplace.InPlaceReport;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example shop, pseudonymized on its way and where it stands: the same map gives the same content. */
@Tag("postgresql")
class InPlaceTest {

    private static final String PRD = "inplace_prd";
    private static final String STREAM = "inplace_stream";
    private static final String RESTORED = "inplace_restored";

    private static final String SCRIPTED = "inplace_scripted";

    @TempDir
    static Path directory;

    private static String map = "";

    @BeforeAll
    static void refreshByStream() throws Exception {
        Postgres.high().create(PRD);
        try (Connection connection = Postgres.high().connect(PRD)) {
            Shop.create(connection, Vendor.POSTGRESQL, ShopEnvironment.PRD_EDIT, 0.2, 1);
        }
        Postgres.high().run(PRD, "VACUUM ANALYZE");
        Postgres.high().run("postgres", "ALTER DATABASE " + PRD + " SET penstock.environment = 'acme/prd/live'");
        try (InputStream stream = Shop.class.getResourceAsStream("personal-data.yaml")) {
            map = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
        Postgres.low().create(STREAM);
        new Scenario(directory, Postgres.high().url(PRD), Postgres.low().url(STREAM))
                .map(map)
                .sync();
    }

    @Test
    void givesWhatAStreamGives() throws Exception {
        Restored restored = Restored.of(Postgres.high(), PRD, RESTORED, directory, map);

        InPlaceReport report = restored.pseudonymize();

        assertThat(report.state()).isEqualTo("done");
        Contents.assertEqual(Postgres.low(), STREAM, Postgres.high(), RESTORED);
        assertThat(Structures.of(Postgres.high(), RESTORED)).isEqualTo(Structures.of(Postgres.high(), PRD));
        assertThat(restored.rows("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'penstock%'"))
                .isEmpty();
        assertThat(restored.rows("SELECT conname FROM pg_constraint WHERE NOT convalidated"))
                .isEmpty();
        assertThat(restored.mark()).startsWith("acme/uat/live").contains("run=" + report.run());
        assertThat(report.databases().get(0).tables())
                .filteredOn(table -> table.table().equals("public.customer"))
                .allMatch(table -> table.kept() > 0 && table.state().equals("done"));
    }

    @Test
    void aScriptGivesWhatAStreamGives() throws Exception {
        Restored restored = Restored.of(Postgres.high(), PRD, SCRIPTED, directory, map);
        Path script = directory.resolve("uat.sql");

        restored.script(script);

        assertThat(restored.mark()).isEqualTo("acme/prd/live");
        Psql.run(Postgres.high(), SCRIPTED, script);
        Contents.assertEqual(Postgres.low(), STREAM, Postgres.high(), SCRIPTED);
        assertThat(Structures.of(Postgres.high(), SCRIPTED)).isEqualTo(Structures.of(Postgres.high(), PRD));
        assertThat(restored.rows("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'penstock%'"))
                .isEmpty();
        assertThat(restored.mark()).startsWith("acme/uat/live key=");
    }

    @Test
    void noFileOfTheDatabaseHoldsAnOldValue() throws Exception {
        Restored restored = Restored.of(Postgres.high(), PRD, RESTORED, directory, map);
        List<String> old = restored.rows("SELECT email FROM customer WHERE email NOT LIKE 'qa-%' UNION"
                + " SELECT token FROM user_session UNION SELECT iban FROM payment_instrument WHERE customer_id NOT IN"
                + " (SELECT id FROM customer WHERE customer_no LIKE 'QA-%') AND iban IS NOT NULL");
        Postgres.high().run(RESTORED, "CHECKPOINT");
        assertThat(inFiles(restored, old)).hasSameSizeAs(old);

        restored.pseudonymize();

        Postgres.high().run(RESTORED, "CHECKPOINT");
        assertThat(inFiles(restored, old)).isEmpty();
        assertThat(restored.rows("SELECT attname FROM pg_stats WHERE tablename = 'user_session'"))
                .isEmpty();
    }

    /** The values that stand in a file of the database, as far as they are not compressed. */
    private static List<String> inFiles(Restored restored, List<String> values) throws Exception {
        Path data = Path.of(restored.rows("SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database"
                        + " WHERE datname = current_database()")
                .get(0));
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(each -> each.getFileName().toString().matches("[0-9].*"))
                    .toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                values.stream().filter(bytes::contains).forEach(found::add);
            }
        }
        return List.copyOf(found);
    }
}
