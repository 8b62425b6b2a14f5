package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.sync.SyncReport;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schema with one of every kind of object comes down whole (design §6, "Complete"). */
@Tag("postgresql")
class CompleteCopyTest {

    private static final String DATABASE = "everything";

    @TempDir
    Path directory;

    @Test
    void copiesEveryKindOfObject() throws Exception {
        Postgres.high().create(DATABASE);
        Postgres.low().create(DATABASE);
        Path script = directory.resolve("everything.sql");
        try (InputStream sql = CompleteCopyTest.class.getResourceAsStream("everything.sql")) {
            Files.copy(Objects.requireNonNull(sql), script);
        }
        Psql.run(Postgres.high(), DATABASE, script);
        Scenario scenario = new Scenario(
                directory, Postgres.high().url(DATABASE), Postgres.low().url(DATABASE));
        scenario.map("tables: {}\nunclassified: warn\nlarge-objects: public\n");

        SyncReport report = scenario.sync();

        assertThat(report.state()).isEqualTo("done");
        List<String> copied = new ArrayList<>(Structures.of(Postgres.low(), DATABASE));
        List<String> original = new ArrayList<>(Structures.of(Postgres.high(), DATABASE));
        original.removeIf(line -> line.contains("USER MAPPING")
                || line.contains("PUBLIC SERVER")
                || line.contains("partner-password")
                || line.contains("\"user\" 'shop'"));
        copied.removeIf(String::isBlank);
        original.removeIf(line -> line.isBlank());
        assertThat(copied).containsAll(original);
        for (String table : tables()) {
            String rows = "SELECT md5(x::text) FROM ONLY " + table + " x ORDER BY 1";
            assertThat(Postgres.low().rows(DATABASE, rows))
                    .as(table)
                    .isEqualTo(Postgres.high().rows(DATABASE, rows));
        }
        for (String question : List.of(
                "SELECT loid, pageno, md5(data) FROM pg_largeobject ORDER BY 1, 2",
                "SELECT * FROM a_second",
                "SELECT schemaname, sequencename, last_value FROM pg_sequences ORDER BY 1, 2",
                "SELECT matviewname, ispopulated FROM pg_matviews ORDER BY 1",
                "SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1")) {
            assertThat(Postgres.low().rows(DATABASE, question))
                    .as(question)
                    .isEqualTo(Postgres.high().rows(DATABASE, question));
        }
        assertThat(Postgres.low().rows(DATABASE, "SELECT count(*) FROM audit"))
                .as("triggers did not fire")
                .containsExactly("0");
        assertThat(Postgres.low().rows(DATABASE, "SELECT count(*) FROM pg_user_mappings"))
                .containsExactly("0");
        assertThat(Postgres.low().rows(DATABASE, "SELECT count(*) FROM pg_publication"))
                .containsExactly("0");
        assertThat(Postgres.low().rows(DATABASE, "SELECT count(*) FROM pg_stats WHERE tablename = 'indexed'"))
                .doesNotContain("0");
        assertThat(report.clusters().get(0).database().notCarried())
                .contains("publication feed", "user mapping of public for server partner");
    }

    private static List<String> tables() throws Exception {
        return Postgres.high()
                .rows(
                        DATABASE,
                        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
                                + " AND tablename NOT IN ('measure', 'measure_2026', 'hashed')");
    }
}
