package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.sync.SyncReport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A personal value is replaced whatever type it stands in, and by the same pseudonym. */
@Tag("postgresql")
@Tag("h2")
class ColumnTypesTest {

    private static final String PRD = "types_prd";
    private static final String UAT = "types_uat";
    private static final String MAIL = "anna.schmidt@web.example";

    @TempDir
    Path directory;

    private static final String TABLE = """
            CREATE EXTENSION citext; CREATE EXTENSION hstore;
            CREATE DOMAIN address_text AS varchar(60) CHECK (VALUE LIKE '%@%');
            CREATE TYPE mood AS ENUM ('happy', 'sad', 'calm');
            CREATE TYPE inner_part AS (mail text, note text);
            CREATE TYPE contact AS (mail varchar(60), "Zip Code" text, inner_part inner_part, mails text[]);
            CREATE TABLE t (
              id int PRIMARY KEY, plain text, wide varchar(40), fixed char(40), ci citext, dom address_text,
              list text[], table_of varchar(60)[][], comp contact, comps contact[], pairs hstore, js json, jsb jsonb, doc xml,
              bytes bytea, feeling mood, days daterange, times tstzrange, many datemultirange, uid uuid, words tsvector,
              ids int[], shout text GENERATED ALWAYS AS (upper(plain)) STORED, found tsvector GENERATED ALWAYS AS (to_tsvector('simple', plain)) STORED,
              born date, seen timestamptz, ip inet, notes text, short text);
            """;

    private static final String ROW = """
            INSERT INTO t VALUES (1, 'anna.schmidt@web.example', 'anna.schmidt@web.example', 'anna.schmidt@web.example', 'Anna.Schmidt@web.example', 'anna.schmidt@web.example',
              ARRAY['anna.schmidt@web.example', NULL, '', 'x "y", {z} \\@a.b'], ARRAY[['anna.schmidt@web.example', 'b@c.example'], [NULL, 'NULL']],
              ROW('anna.schmidt@web.example', '07743 "J", (x)', ROW('anna.schmidt@web.example', NULL), ARRAY['anna.schmidt@web.example']),
              ARRAY[ROW('anna.schmidt@web.example', NULL, NULL, NULL)::contact, NULL],
              'mail=>"anna.schmidt@web.example", "a b"=>"stays", none=>NULL', '{"a": {"mail": "anna.schmidt@web.example"}}', '{"a": {"mail": "anna.schmidt@web.example"}}',
              '<a><mail>anna.schmidt@web.example</mail></a>', convert_to('anna.schmidt@web.example', 'UTF8'), 'sad', '[2020-01-01,2020-02-01)',
              '["2020-01-01 10:00+00","2020-01-01 11:30+00"]', '{[2020-01-01,2020-01-05),[2020-03-01,)}', '3f1a6c1e-7d42-4b0b-9c55-2f6d1c0a9e77',
              to_tsvector('simple', 'anna.schmidt@web.example'), ARRAY[1234567, NULL], DEFAULT, DEFAULT, '1980-05-17', '2020-01-01 10:00+00', '10.1.2.3',
              'Mail to anna.schmidt@web.example', 'abcdef'),
              (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT, DEFAULT, NULL, NULL, NULL, NULL, NULL),
              (3, '', '', '', '', NULL, '{}', '{}', ROW(NULL, NULL, NULL, '{}'), '{}', '', '{}', '{}', '', '', NULL, 'empty', 'empty', '{}', NULL, '', '{}', DEFAULT, DEFAULT, NULL, NULL, NULL, '', '')
            """;

    private static final String MAP = """
            locale: de-DE
            tables:
              t:
                columns:
                  plain: email
                  wide: email
                  fixed: email
                  ci: email
                  dom: email
                  list: email
                  table_of: email
                  comp: {as: parts, parts: {mail: email, Zip Code: code, mails: email, inner_part: {as: parts, parts: {mail: email, note: redact}}}}
                  comps: {as: parts, parts: {mail: email, Zip Code: public, mails: public, inner_part: public}}
                  pairs: {as: parts, parts: {mail: email}}
                  js: {as: json, paths: {$.a.mail: email}}
                  jsb: {as: json, paths: {$.a.mail: email, $.b.phone: phone}}
                  doc: {as: xml, paths: {//mail: email}}
                  bytes: email
                  feeling: code
                  days: {as: date, per: id}
                  times: timestamp
                  many: {as: date, per: id}
                  uid: uuid
                  words: {as: words, of: [plain]}
                  ids: number
                  born: {as: date, per: id}
                  seen: {as: timestamp, per: id}
                  ip: ip-address
                  notes: text
                  short: {as: sql, expression: "substr(short, 1, 2) || length(plain)"}
                public: [id]
            """;

    private Scenario scenario(String map) throws Exception {
        return new Scenario(directory, Postgres.high().url(PRD), Postgres.low().url(UAT)).map(map);
    }

    private static String one(String expression) throws Exception {
        return Postgres.low()
                .rows(UAT, "SELECT " + expression + " FROM t WHERE id = 1")
                .get(0);
    }

    @Test
    void replacesAValueInEveryType() throws Exception {
        Postgres.high().create(PRD);
        Postgres.high().run(PRD, TABLE + ROW);
        Postgres.low().create(UAT);

        SyncReport report = scenario(MAP).sync();

        String mail = one("plain");
        assertThat(mail).matches("[a-z2-9]{13}@example\\.test");
        for (String expression : List.of(
                "wide",
                "trim(fixed)",
                "ci",
                "dom",
                "list[1]",
                "table_of[1][1]",
                "(comp).mail",
                "((comp).inner_part).mail",
                "(comp).mails[1]",
                "(comps[1]).mail",
                "pairs->'mail'",
                "js->'a'->>'mail'",
                "jsb->'a'->>'mail'",
                "(xpath('//mail/text()', doc))[1]",
                "convert_from(bytes, 'UTF8')",
                "lower(shout)",
                "substr(notes, 9)")) {
            assertThat(one(expression)).as(expression).isEqualTo(mail);
        }
        assertThat(one("list[2] IS NULL AND list[3] = '' AND list[4] <> 'x \"y\", {z} \\@a.b'"))
                .isEqualTo("t");
        assertThat(one("table_of[2][1] IS NULL AND table_of[2][2] <> 'NULL' AND array_dims(table_of) = '[1:2][1:2]'"))
                .isEqualTo("t");
        assertThat(one("(comp).\"Zip Code\""))
                .matches("[0-9]{5} \"[A-Z]\", \\([a-z]\\)")
                .isNotEqualTo("07743 \"J\", (x)");
        assertThat(one("comps[2] IS NULL AND pairs->'a b' = 'stays' AND pairs->'none' IS NULL"))
                .isEqualTo("t");
        assertThat(one("feeling")).isIn("happy", "calm");
        String shift = one("born - '1980-05-17'");
        assertThat(shift).isNotEqualTo("0");
        assertThat(one("lower(days) - '2020-01-01'")).isEqualTo(shift);
        assertThat(one("upper(days) - '2020-02-01'")).isEqualTo(shift);
        assertThat(one("many"))
                .isEqualTo(one("datemultirange(daterange('2020-01-01'::date + " + shift + ", '2020-01-05'::date + "
                        + shift + "), daterange('2020-03-01'::date + " + shift + ", NULL))"));
        assertThat(one("seen = '2020-01-01 10:00+00'::timestamptz + " + shift + " * interval '1 day'"))
                .isEqualTo("t");
        assertThat(one("upper(times) - lower(times) = '01:30' AND lower(times) <> '2020-01-01 10:00+00'"))
                .isEqualTo("t");
        assertThat(one("uid")).matches("[0-9a-f-]{14}4.*").isNotEqualTo("3f1a6c1e-7d42-4b0b-9c55-2f6d1c0a9e77");
        assertThat(
                        one(
                                "words @@ to_tsquery('simple', 'test') AND NOT words @@ to_tsquery('simple', 'anna.schmidt@web.example')"))
                .isEqualTo("t");
        assertThat(one("found @@ plainto_tsquery('simple', plain)")).isEqualTo("t");
        assertThat(one("ids[1] <> 1234567 AND ids[1] BETWEEN 1000000 AND 9999999 AND ids[2] IS NULL"))
                .isEqualTo("t");
        assertThat(one("short")).isEqualTo("ab" + MAIL.length());
        String rest = "SELECT t::text FROM t WHERE id > 1 ORDER BY id";
        assertThat(Postgres.low().rows(UAT, rest)).isEqualTo(Postgres.high().rows(PRD, rest));
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM t WHERE t::text ILIKE '%schmidt%'"))
                .containsExactly("0");
        assertThat(report.warnings()).contains("the path $.b.phone led nowhere in any document of public.t.jsb");
        assertThat(report.clusters().get(0).database()).isNotNull();
    }
}
