package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import io.penstock.database.postgresql.PostgresDialect;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.LandscapeFile;
import io.penstock.pseudonym.leak.Finding;
import io.penstock.run.Journal;
import io.penstock.run.LocalWorkers;
import io.penstock.run.Progress;
import io.penstock.sync.EnvironmentSync;
import io.penstock.sync.LeakReport;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.Proof;
import io.penstock.sync.SyncPlanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A clean copy of a shop raises no alarm, and what is planted in it is found before the swap, wherever and in whatever form. The shop has a few thousand rows, or as many as the
 * system property {@code penstock.planted.rows} says: a million takes minutes.
 */
@Tag("postgresql")
class PlantedLeaksTest {

    private static final int ROWS = Integer.getInteger("penstock.planted.rows", 10_000);
    private static final int CUSTOMERS = ROWS / 5;

    private static final String CLEAN = "planted_clean";
    private static final String PRD = "planted_prd";
    private static final String UAT = "planted_uat";

    private static final String MAP = """
            locale: de-DE
            large-objects: public
            tables:
              customer:
                columns:
                  login: login
                  email: email
                  phone: phone
                  iban: iban
                  card: card-number
                  customer_no: code
                  account: number
                  guid: uuid
                  api_key: secret
                  first_name: first-name
                  last_name: last-name
                  city: city
                  birth_date: {as: date, per: id}
                  attributes: {as: json, paths: {$.contact.mail: email, $.contact.phone: phone}}
                public: [id]
              orders: public
              event: public
            """;

    /** The columns of a table that somebody forgot: one for each type, and one for each form. */
    private static final List<String> COLUMNS = List.of(
            "t", "v", "c", "ci", "d", "a", "comp", "hs", "r", "j", "jb", "x", "b", "nested", "gen", "free", "url",
            "b64");

    /** What people are told of a value, by its column. */
    private static final Map<String, String> KINDS = new TreeMap<>(Map.of(
            "login", "a login or code",
            "email", "an e-mail address",
            "phone", "a phone number",
            "iban", "an IBAN",
            "card", "a number",
            "customer_no", "a login or code",
            "account", "a number",
            "guid", "a login or code",
            "api_key", "a login or code"));

    /** What a person's row holds. */
    private static final String PERSON = """
            SELECT i AS id, 'kunde.' || substr(md5('l' || i), 1, 10) AS login, substr(md5('m' || i), 1, 9) || '@kundin.example' AS email,
              '+49 30 ' || 2000000 + (i * 7919::bigint) % 7000000 AS phone,
              'DE' || lpad((11 + i % 80)::text, 2, '0') || lpad((i * 104729::bigint % 1000000000000)::text, 18, '4') AS iban,
              '4' || lpad((i * 15485863::bigint % 1000000000000000)::text, 15, '7') AS card,
              'KD-' || upper(substr(md5('k' || i), 1, 10)) AS customer_no, 7000000000000000 + (i * 982451653::bigint) % 999999999999999 AS account,
              md5('g' || i)::uuid AS guid, 'sk_' || md5('a' || i) AS api_key,
              (ARRAY['Anna', 'Bernd', 'Clara', 'Dieter', 'Eva'])[1 + i % 5] AS first_name, 'Müller' || chr(97 + i % 26) AS last_name,
              (ARRAY['Berlin', 'Hamburg', 'Bremen'])[1 + i % 3] AS city, date '1950-01-01' + i % 18000 AS birth_date""";

    /** The values of the person that leaks, by column. */
    private static final Map<String, String> VALUES = new TreeMap<>();

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeAll
    static void makeAShop() throws Exception {
        Postgres.high().create(CLEAN);
        Postgres.high().run(CLEAN, """
                CREATE SCHEMA legacy;
                CREATE EXTENSION hstore; CREATE EXTENSION citext;
                CREATE TABLE customer (id int PRIMARY KEY, login varchar(40) UNIQUE, email varchar(80) UNIQUE, phone varchar(30), iban varchar(34),
                  card varchar(20), customer_no varchar(20), account bigint, guid uuid, api_key text, first_name varchar(40), last_name varchar(40), city varchar(40),
                  birth_date date, attributes jsonb);
                INSERT INTO customer SELECT p.*, jsonb_build_object('contact', jsonb_build_object('mail', p.email, 'phone', p.phone), 'points', p.id)
                  FROM (%s FROM generate_series(1, %d) i) p;
                CREATE TABLE orders (id bigint PRIMARY KEY, customer_id int REFERENCES customer, sku text, ean bigint, tracking text, total numeric(9, 2),
                  placed timestamptz, note text);
                INSERT INTO orders SELECT 4000000000 + i, 1 + i %% %d, 'SKU-' || upper(substr(md5('s' || i), 1, 10)), 4000000000000 + i * 7919::bigint,
                  lpad((i * 7907::bigint)::text, 12, '3'), i / 7.0, timestamptz '2026-01-01 00:00+00' + i * interval '1 minute',
                  CASE WHEN i %% 3 = 0 THEN 'Order of Anna in Berlin, call 030 ' || i END FROM generate_series(1, %d) i;
                CREATE TABLE event (id int PRIMARY KEY, session uuid, payload jsonb, epoch bigint);
                INSERT INTO event SELECT i, md5('e' || i)::uuid, jsonb_build_object('page', '/product/' || i, 'token', encode(sha256(i::text::bytea), 'base64')),
                  1764000000000 + i * 1013::bigint FROM generate_series(1, %d) i;
                CREATE TYPE legacy.pair AS (a text, b text);
                CREATE TYPE legacy.textrange AS RANGE (subtype = text);
                CREATE DOMAIN legacy.short AS varchar(200);
                CREATE TABLE dump (id int PRIMARY KEY, t text, v varchar(200), c char(80), ci citext, d legacy.short, a text[], comp legacy.pair,
                  hs hstore, r legacy.textrange, j json, jb jsonb, x xml, b bytea, nested legacy.pair[], tsv tsvector,
                  gen text GENERATED ALWAYS AS (reverse(reverse(v))) STORED, free text, url text, b64 text);
                """.formatted(PERSON, CUSTOMERS, CUSTOMERS, ROWS / 2, ROWS * 3 / 10));
        for (String column : KINDS.keySet()) {
            Postgres.high().run(CLEAN, "CREATE TABLE legacy.dump_" + column + " (LIKE dump INCLUDING ALL)");
        }
        Postgres.high().run(CLEAN, "DROP TABLE dump");
        for (String row : Postgres.high()
                .rows(CLEAN, "SELECT " + String.join(", ", KINDS.keySet()) + " FROM customer WHERE id = 777")) {
            Iterator<String> fields = List.of(row.split("\\|")).iterator();
            KINDS.keySet().forEach(column -> VALUES.put(column, fields.next()));
        }
    }

    @BeforeEach
    void makeALandscape() throws Exception {
        Postgres.low().create(UAT);
        use(CLEAN);
    }

    private void use(String source) throws IOException {
        scenario = new Scenario(
                        directory, Postgres.high().url(source), Postgres.low().url(UAT))
                .map(MAP
                        + KINDS.keySet().stream()
                                .map(column -> "  legacy.dump_" + column + ": public\n")
                                .collect(Collectors.joining()));
    }

    @Test
    void raisesNoAlarmAtACleanCopy() throws Exception {
        assertThat(scenario.sync().state()).isEqualTo("done");

        LeakReport report = verify();

        assertThat(report.clusters().get(0).leaks()).isEmpty();
        assertThat(report.clusters().get(0).values()).isGreaterThan(CUSTOMERS * 7L);
    }

    @Test
    void findsAValueOfEachKindInEveryTypeAndFormAndTellsNone() throws Exception {
        plant();
        Shop.target(Postgres.low(), UAT);
        use(PRD);
        TargetState before = TargetState.of(Postgres.low(), UAT);

        PenstockProcess sync = penstock("sync", "prd", "uat", "--yes");

        assertThat(sync.exit()).as(sync.said()).isEqualTo(Outcome.FAILED.exitCode());
        assertThat(TargetState.of(Postgres.low(), UAT)).isEqualTo(before);
        List<String> found =
                sync.said().lines().filter(line -> line.contains("LEAK-FOUND")).toList();
        KINDS.forEach((kind, what) -> {
            String table = "legacy.dump_" + kind;
            for (String column : COLUMNS) {
                assertThat(found).as(kind + " in " + column).anyMatch(tells(what, table + "." + column + ","));
            }
            assertThat(found).as(kind + " in a comment").anyMatch(tells(what, "the comment of table " + table + ","));
            assertThat(found).as(kind + " in a large object").anyMatch(tells(what, "large objects"));
        });
        assertThat(found).anyMatch(tells("an e-mail address", "legacy.dump_email.tsv,"));
        assertThat(found)
                .anyMatch(
                        tells("an e-mail address", "public.orders.note,").and(each -> each.contains("id=4000000077")));

        PenstockProcess evidence = penstock("personal-data", "evidence");
        assertThat(evidence.out()).contains("LEAK-FOUND", "hit in legacy.dump_iban.b64: an IBAN, 1 time");
        tellsNothing(written()
                + Stream.of(
                                sync,
                                evidence,
                                penstock("personal-data", "evidence", "--html"),
                                penstock("runs", "show", "--output", "json"))
                        .map(each -> each.out() + each.said())
                        .collect(Collectors.joining("\n")));
        tellsNothing(written());
    }

    private static Predicate<String> tells(String what, String place) {
        return problem -> problem.contains(" " + what + " stands in " + place);
    }

    private PenstockProcess penstock(String... arguments) throws Exception {
        return PenstockProcess.run(List.of(), "512m", Map.of(), scenario.configuration(), arguments);
    }

    /** Neither a value nor another spelling of one. */
    private static void tellsNothing(String text) {
        String bare = bare(text);
        for (String value : VALUES.values()) {
            assertThat(text.contains(value) || text.contains(base64(value)) || bare.contains(bare(value)))
                    .as("a planted value is told")
                    .isFalse();
        }
    }

    private static String bare(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static String base64(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    private static void plant() throws Exception {
        Postgres.high().run("postgres", "DROP DATABASE IF EXISTS " + PRD);
        Postgres.high().run("postgres", "CREATE DATABASE " + PRD + " TEMPLATE " + CLEAN);
        int object = 4711;
        for (Map.Entry<String, String> each : VALUES.entrySet()) {
            String table = "legacy.dump_" + each.getKey();
            String value = each.getValue();
            String url = value.replace("@", "%40").replace("+", "%2B").replace(" ", "+");
            Postgres.high().run(PRD, """
                    INSERT INTO %1$s (id, t, v, c, ci, d, a, comp, hs, r, j, jb, x, b, nested, tsv, free, url, b64)
                    SELECT 1, v, v, v, v, v, ARRAY['x', v], ROW('x', v)::legacy.pair, hstore('k', v), legacy.textrange(v, 'zzz', '[]'),
                      json_build_object('a', json_build_object('b', json_build_object('c', json_build_object('d', json_build_array(v))))),
                      jsonb_build_object('a', jsonb_build_object('b', jsonb_build_object('c', jsonb_build_object('d', jsonb_build_array(v))))),
                      xmlelement(name a, xmlelement(name b, xmlattributes(v AS m))), v::bytea, ARRAY[ROW('x', v)::legacy.pair], to_tsvector('simple', v),
                      E'Dear all,\\n' || upper(replace(v, ' ', '  ')) || '. Regards', 'https://x.example/?q=%3$s&p=1', 'token %4$s'
                      FROM (SELECT '%2$s'::text AS v) p;
                    COMMENT ON TABLE %1$s IS 'ask for %2$s.';
                    SELECT lo_from_bytea(%5$d, 'letter to %2$s'::bytea)""".formatted(table, value, url, base64(value), object++));
        }
        Postgres.high()
                .run(
                        PRD,
                        "UPDATE orders SET note = 'for "
                                + String.valueOf(VALUES.get("email")).toUpperCase(Locale.ROOT)
                                + "' WHERE id = 4000000077");
    }

    @Test
    void findsTwoRowsWhosePseudonymsWereExchanged() throws Exception {
        PenstockException refusal = tampered(
                "UPDATE customer c SET last_name = o.last_name FROM customer o WHERE c.id IN (5, 6) AND o.id = 11 - c.id");

        assertThat(refusal.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code().code()).isEqualTo("COPY-DIFFERS"));
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM pg_class WHERE relname = 'customer'"))
                .containsExactly("0");
    }

    @Test
    void findsARowThatWasLeftAsItWas() throws Exception {
        scenario.sync();
        Postgres.low().run(UAT, "UPDATE customer SET last_name = 'Müllery' WHERE id = 777");
        String own = Postgres.high()
                .rows(CLEAN, "SELECT last_name FROM customer WHERE id = 777")
                .get(0);
        assertThat(verify().clusters().get(0).leaks()).as("not its own name").isEmpty();

        Postgres.low()
                .run(
                        UAT,
                        "UPDATE customer SET last_name = upper('" + own
                                + "'), birth_date = '1952-02-17' WHERE id = 777");

        assertThat(verify().clusters().get(0).leaks())
                .extracting(Finding::place)
                .containsExactly("public.customer.birth_date", "public.customer.last_name");
    }

    private PenstockException tampered(String sql) throws IOException {
        Callable<?> fault = () -> {
            Postgres.low().run(UAT + "_penstock_shadow", sql);
            return null;
        };
        Landscape landscape =
                LandscapeFile.read(scenario.configuration(), Map.of()).landscape();
        EnvironmentSync sync = new EnvironmentSync(
                landscape, new Journal(landscape.storeDirectory()), new LocalWorkers(2), Proof.ROWS_AND_LEAKS);
        SyncPlanner planner = new SyncPlanner(
                landscape,
                List.of(TamperedDialect.of(
                        new PostgresDialect(landscape.storeDirectory().resolve("temporary")), fault)));
        try (PreparedSync prepared =
                planner.plan(Scenario.request("prd", "uat"), (cluster, all) -> io.penstock.files.FileListener.NONE)) {
            return catchThrowableOfType(PenstockException.class, () -> sync.run(prepared, new Progress()));
        }
    }

    private LeakReport verify() throws IOException {
        return scenario.open().leakVerification().verify("prd", "uat", Set.of(), new Progress());
    }

    private String written() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
