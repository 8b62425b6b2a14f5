package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import io.penstock.Problem;
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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop of a million rows: a clean copy raises no alarm, and what is planted in it is found before the swap, wherever and in whatever form. */
@Tag("postgresql")
class PlantedLeaksTest {

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
                  first_name: first-name
                  last_name: last-name
                  city: city
                  birth_date: {as: date, per: id}
                  attributes: {as: json, paths: {$.contact.mail: email, $.contact.phone: phone}}
                public: [id]
              orders: public
              event: public
              legacy.dump: public
            """;

    /** What a person's row holds. */
    private static final String PERSON = """
            SELECT i AS id, 'kunde.' || substr(md5('l' || i), 1, 10) AS login, substr(md5('m' || i), 1, 9) || '@kundin.example' AS email,
              '+49 30 ' || 2000000 + (i * 7919::bigint) % 7000000 AS phone,
              'DE' || lpad((11 + i % 80)::text, 2, '0') || lpad((i * 104729::bigint % 1000000000000)::text, 18, '4') AS iban,
              '4' || lpad((i * 15485863::bigint % 1000000000000000)::text, 15, '7') AS card,
              'KD-' || upper(substr(md5('k' || i), 1, 10)) AS customer_no, 7000000000000000 + (i * 982451653::bigint) % 999999999999999 AS account,
              (ARRAY['Anna', 'Bernd', 'Clara', 'Dieter', 'Eva'])[1 + i % 5] AS first_name, 'Müller' || chr(97 + i % 26) AS last_name,
              (ARRAY['Berlin', 'Hamburg', 'Bremen'])[1 + i % 3] AS city, date '1950-01-01' + i % 18000 AS birth_date""";

    /** The values of the person that leaks, by the kind that people are told. */
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
                  card varchar(20), customer_no varchar(20), account bigint, first_name varchar(40), last_name varchar(40), city varchar(40),
                  birth_date date, attributes jsonb);
                INSERT INTO customer SELECT p.*, jsonb_build_object('contact', jsonb_build_object('mail', p.email, 'phone', p.phone), 'points', p.id)
                  FROM (%s FROM generate_series(1, 200000) i) p;
                CREATE TABLE orders (id bigint PRIMARY KEY, customer_id int REFERENCES customer, sku text, ean bigint, tracking text, total numeric(9, 2),
                  placed timestamptz, note text);
                INSERT INTO orders SELECT 4000000000 + i, 1 + i %% 200000, 'SKU-' || upper(substr(md5('s' || i), 1, 10)), 4000000000000 + i * 7919::bigint,
                  lpad((i * 7907::bigint)::text, 12, '3'), i / 7.0, timestamptz '2026-01-01 00:00+00' + i * interval '1 minute',
                  CASE WHEN i %% 3 = 0 THEN 'Order of Anna in Berlin, call 030 ' || i END FROM generate_series(1, 500000) i;
                CREATE TABLE event (id int PRIMARY KEY, session uuid, payload jsonb, epoch bigint);
                INSERT INTO event SELECT i, md5('e' || i)::uuid, jsonb_build_object('page', '/product/' || i, 'token', encode(sha256(i::text::bytea), 'base64')),
                  1764000000000 + i * 1013::bigint FROM generate_series(1, 300000) i;
                CREATE TYPE legacy.pair AS (a text, b text);
                CREATE TYPE legacy.textrange AS RANGE (subtype = text);
                CREATE DOMAIN legacy.short AS varchar(200);
                CREATE TABLE legacy.dump (id int PRIMARY KEY, t text, v varchar(200), c char(80), ci citext, d legacy.short, a text[], comp legacy.pair,
                  hs hstore, r legacy.textrange, j json, jb jsonb, x xml, b bytea, nested legacy.pair[], tsv tsvector,
                  gen text GENERATED ALWAYS AS (reverse(reverse(v))) STORED, free text, url text, b64 text);
                """.formatted(PERSON));
        for (String row : Postgres.high()
                .rows(
                        CLEAN,
                        "SELECT login, email, phone, iban, card, customer_no, account FROM customer WHERE id = 777")) {
            String[] fields = row.split("\\|");
            VALUES.put("login", fields[0]);
            VALUES.put("email", fields[1]);
            VALUES.put("phone", fields[2]);
            VALUES.put("iban", fields[3]);
            VALUES.put("card", fields[4]);
            VALUES.put("code", fields[5]);
            VALUES.put("number", fields[6]);
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
                .map(MAP);
    }

    @Test
    void raisesNoAlarmAtACleanCopy() throws Exception {
        assertThat(scenario.sync().state()).isEqualTo("done");

        LeakReport report = verify();

        assertThat(report.clusters().get(0).leaks()).isEmpty();
        assertThat(report.clusters().get(0).values()).isGreaterThan(1_300_000);
    }

    @Test
    void findsAValueOfEachKindInEveryTypeAndForm() throws Exception {
        plant();
        Shop.target(Postgres.low(), UAT);
        use(PRD);
        TargetState before = TargetState.of(Postgres.low(), UAT);

        PenstockException refusal = catchThrowableOfType(PenstockException.class, scenario::sync);

        assertThat(refusal.outcome()).isEqualTo(Outcome.FAILED);
        List<String> found = refusal.problems().stream().map(Problem::what).toList();
        for (String column : List.of(
                "t", "v", "c", "ci", "d", "a", "comp", "hs", "r", "j", "jb", "x", "b", "nested", "gen", "free", "url",
                "b64")) {
            for (String what :
                    List.of("an e-mail address", "a phone number", "an IBAN", "a number", "a login or code")) {
                assertThat(found)
                        .as(what + " in " + column)
                        .anyMatch(each -> each.contains(what) && each.contains("legacy.dump." + column + ","));
            }
        }
        assertThat(found).anyMatch(each -> each.contains("an e-mail address") && each.contains("legacy.dump.tsv,"));
        assertThat(found).anyMatch(each -> each.contains("the comment of table public.customer"));
        assertThat(found).anyMatch(each -> each.contains("large objects") && each.contains("oid=4711"));
        assertThat(found).anyMatch(each -> each.contains("public.orders.note") && each.contains("id=4000000077"));
        assertThat(TargetState.of(Postgres.low(), UAT)).isEqualTo(before);
        assertThat(writtenAndThrown(refusal)).doesNotContain(VALUES.values().toArray(String[]::new));
    }

    private static void plant() throws Exception {
        Postgres.high().run("postgres", "DROP DATABASE IF EXISTS " + PRD);
        Postgres.high().run("postgres", "CREATE DATABASE " + PRD + " TEMPLATE " + CLEAN);
        int id = 0;
        for (String value : VALUES.values()) {
            String url = value.replace("@", "%40").replace("+", "%2B").replace(" ", "+");
            String base64 = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
            Postgres.high().run(PRD, """
                    INSERT INTO legacy.dump SELECT %1$d, v, v, v, v, v, ARRAY['x', v], ROW('x', v)::legacy.pair, hstore('k', v), legacy.textrange(v, 'zzz', '[]'),
                      json_build_object('a', json_build_object('b', json_build_object('c', json_build_object('d', json_build_array(v))))),
                      jsonb_build_object('a', jsonb_build_object('b', jsonb_build_object('c', jsonb_build_object('d', jsonb_build_array(v))))),
                      xmlelement(name a, xmlelement(name b, xmlattributes(v AS m))), v::bytea, ARRAY[ROW('x', v)::legacy.pair], to_tsvector('simple', v), DEFAULT,
                      E'Dear all,\\n' || upper(replace(v, ' ', '  ')) || '. Regards', 'https://x.example/?q=' || '%3$s' || '&p=1', 'token ' || '%4$s'
                      FROM (SELECT '%2$s'::text AS v) p""".replace("DEFAULT,", "")
                    .replace(
                            "legacy.dump SELECT",
                            "legacy.dump (id, t, v, c, ci, d, a, comp, hs, r, j, jb, x, b, nested, tsv, free, url, b64) SELECT")
                    .formatted(++id, value, url, base64));
        }
        String email = String.valueOf(VALUES.get("email"));
        Postgres.high().run(PRD, "COMMENT ON TABLE customer IS 'ask " + email + "'");
        Postgres.high().run(PRD, "SELECT lo_from_bytea(4711, ('letter to ' || '" + email + "')::bytea)");
        Postgres.high()
                .run(
                        PRD,
                        "UPDATE orders SET note = 'for " + email.toUpperCase(Locale.ROOT) + "' WHERE id = 4000000077");
    }

    @Test
    void findsTwoRowsWhosePseudonymsWereExchanged() throws Exception {
        PenstockException refusal = tampered(
                "UPDATE customer c SET last_name = o.last_name, login = 'x' || c.id FROM customer o WHERE c.id IN (5, 6) AND o.id = 11 - c.id");

        assertThat(refusal.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code().code()).isEqualTo("COPY-DIFFERS"));
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

    private String writtenAndThrown(PenstockException refusal) throws IOException {
        StringWriter all = new StringWriter();
        refusal.printStackTrace(new PrintWriter(all));
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.write(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
