package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.sync.SyncReport;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A schema with one of every kind of object comes down whole (design §6, "Complete"). */
@Tag("postgresql")
@Tag("postgresql-14")
class CompleteCopyTest {

    private static final String DATABASE = "everything";
    private static final String COPY = "everything_below";

    @TempDir
    Path directory;

    @ParameterizedTest(name = "from PostgreSQL {0} to {1}")
    @CsvSource({"15, 15", "14, 14", "14, 15"})
    void copiesEveryKindOfObject(int from, int to) throws Exception {
        Postgres source = from == 14 ? Postgres.oldest() : Postgres.high();
        Postgres target = to == 14 ? Postgres.oldest() : Postgres.low();
        source.create(DATABASE);
        target.create(COPY);
        Path script = directory.resolve("everything.sql");
        try (InputStream sql = CompleteCopyTest.class.getResourceAsStream("everything.sql")) {
            String text = new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
            // One value of 30 MB is enough: it takes its time.
            Files.writeString(script, from == to && from > 14 ? text : text.replace("1966080", "65536"));
        }
        Psql.run(source, DATABASE, script);
        Scenario scenario = new Scenario(directory, source.url(DATABASE), target.url(COPY));
        scenario.map("tables: {}\nunclassified: warn\nlarge-objects: public\n");

        SyncReport report = scenario.sync();

        assertThat(report.state()).isEqualTo("done");
        List<String> copied = new ArrayList<>(Structures.of(target, COPY));
        List<String> original = new ArrayList<>(Structures.of(source, DATABASE));
        original.removeIf(line -> line.contains("USER MAPPING")
                || line.contains("PUBLIC SERVER")
                || line.contains("partner-password")
                || line.contains("\"user\" 'shop'")
                // Said of servers before 15, where every user may write to the schema.
                || line.contains("public; Type: SCHEMA")
                || line.contains("*not* creating schema"));
        copied.removeIf(String::isBlank);
        original.removeIf(line -> line.isBlank());
        assertThat(copied).containsAll(original);
        for (String table : tables(source)) {
            String rows = "SELECT md5(x::text) FROM ONLY " + table + " x ORDER BY 1";
            assertThat(target.rows(COPY, rows)).as(table).isEqualTo(source.rows(DATABASE, rows));
        }
        for (String question : List.of(
                "SELECT loid, pageno, md5(data) FROM pg_largeobject ORDER BY 1, 2",
                "SELECT * FROM a_second",
                "SELECT schemaname, sequencename, last_value FROM pg_sequences ORDER BY 1, 2",
                "SELECT matviewname, ispopulated FROM pg_matviews ORDER BY 1",
                "SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1")) {
            assertThat(target.rows(COPY, question)).as(question).isEqualTo(source.rows(DATABASE, question));
        }
        assertThat(target.rows(COPY, "SELECT count(*) FROM audit"))
                .as("triggers did not fire")
                .containsExactly("0");
        assertThat(target.rows(COPY, "SELECT count(*) FROM pg_user_mappings")).containsExactly("0");
        assertThat(target.rows(COPY, "SELECT count(*) FROM pg_publication")).containsExactly("0");
        assertThat(target.rows(COPY, "SELECT count(*) FROM pg_stats WHERE tablename = 'indexed'"))
                .doesNotContain("0");
        assertThat(report.clusters().get(0).database().notCarried())
                .contains("publication feed", "user mapping of public for server partner");
    }

    private static List<String> tables(Postgres source) throws Exception {
        return source.rows(
                DATABASE,
                "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
                        + " AND tablename NOT IN ('measure', 'measure_2026', 'hashed')");
    }
}
