package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.PenstockException;
import io.penstock.sync.SyncReport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
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

    private static final String SHARED = """
            CREATE TABLE "p" ("id" INTEGER PRIMARY KEY, "mail" VARCHAR(60), "login" VARCHAR(30), "name" VARCHAR(40), "phone" VARCHAR(30),
              "code" CHAR(12), "list" %s, "born" DATE, "seen" TIMESTAMP, "num" BIGINT, "amount" DECIMAL(12, 2), "uid" UUID, "bytes" %s, "doc" JSON,
              "mood" %s, "note" %s);
            """;

    private static final String PEOPLE = """
            INSERT INTO "p" VALUES (1, 'anna@web.example', 'anna', 'Anna Schmidt', '+49 30 901820', 'AB-12', ARRAY['anna@web.example', NULL, 'a,"b'],
              DATE '1980-05-17', TIMESTAMP '2020-01-02 03:04:05', 1234567, 12.50, '3f1a6c1e-7d42-4b0b-9c55-2f6d1c0a9e77', %s, %s, 'sad', 'call anna@web.example');
            """;

    private static final String SHARED_MAP = """
            locale: de-DE
            tables:
              p:
                columns: {mail: email, login: login, name: full-name, phone: phone, code: code, list: email, born: date, seen: {as: timestamp, per: id},
                  num: number, amount: number, uid: uuid, bytes: email, doc: {as: json, paths: {$.mail: email}}, mood: code, note: text}
                public: [id]
            """;

    private static final List<String> COMPARED =
            List.of("mail", "login", "name", "phone", "code", "born", "seen", "num", "amount", "uid", "mood", "note");

    @Test
    void givesTheSamePseudonymsOnEveryDatabase() throws Exception {
        Postgres.high().create("alike_prd");
        Postgres.high()
                .run(
                        "alike_prd",
                        "CREATE TYPE mood AS ENUM ('happy', 'sad', 'calm');"
                                + SHARED.formatted("text[]", "bytea", "mood", "text")
                                + PEOPLE.formatted("'anna@web.example'", "'{\"mail\": \"anna@web.example\"}'"));
        Postgres.low().create("alike_uat");
        new Scenario(directory, Postgres.high().url("alike_prd"), Postgres.low().url("alike_uat"))
                .map(SHARED_MAP)
                .sync();
        String prd = "jdbc:h2:file:" + directory.resolve("prd");
        String uat = "jdbc:h2:file:" + directory.resolve("uat");
        try (Connection connection = DriverManager.getConnection(prd, "sa", "pw");
                Statement statement = connection.createStatement()) {
            statement.execute(SHARED.formatted(
                            "VARCHAR ARRAY", "VARBINARY(200)", "ENUM('happy', 'sad', 'calm')", "CLOB")
                    + PEOPLE.formatted("STRINGTOUTF8('anna@web.example')", "JSON '{\"mail\": \"anna@web.example\"}'"));
        }
        DriverManager.getConnection(uat, "sa", "pw").close();
        new Scenario(directory, prd, uat)
                .live(
                        Scenario.database(prd, "user: sa, password: pw"),
                        Scenario.database(uat, "user: sa, password: pw"))
                .map(SHARED_MAP)
                .sync();

        for (String column : COMPARED) {
            String ofPostgres = Postgres.low()
                    .rows("alike_uat", "SELECT \"" + column + "\" FROM p")
                    .get(0)
                    .stripTrailing();
            assertThat(h2(uat, "SELECT \"" + column + "\" FROM \"p\""))
                    .as(column)
                    .isEqualTo(ofPostgres);
        }
        String mail = h2(uat, "SELECT \"mail\" FROM \"p\"");
        assertThat(h2(uat, "SELECT \"list\"[1] FROM \"p\"")).isEqualTo(mail);
        assertThat(h2(uat, "SELECT \"list\"[2] IS NULL AND \"list\"[3] <> 'a,\"b' FROM \"p\""))
                .isEqualTo("TRUE");
        assertThat(h2(uat, "SELECT UTF8TOSTRING(\"bytes\") FROM \"p\"")).isEqualTo(mail);
        assertThat(h2(uat, "SELECT CAST(\"doc\" AS VARCHAR) FROM \"p\"")).contains(mail);
    }

    private static String h2(String url, String query) throws Exception {
        try (Connection connection = DriverManager.getConnection(url, "sa", "pw");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1).stripTrailing();
        }
    }

    private void refuses(String map, String... words) throws Exception {
        Scenario scenario = scenario(map);
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(scenario::plan)
                .satisfies(thrown -> assertThat(List.of(words))
                        .allSatisfy(word -> assertThat(thrown.getMessage()).contains(word)));
    }

    @Test
    void expressionsThatAreWrongOrDoMoreThanReadAreRefusedBeforeTheCopy() throws Exception {
        Postgres.high().create(PRD);
        Postgres.high()
                .run(
                        PRD,
                        "CREATE TABLE s (id int, name text); INSERT INTO s VALUES (1, 'Anna'); CREATE SEQUENCE q;"
                                + " CREATE FUNCTION busy() RETURNS text LANGUAGE sql AS 'DELETE FROM public.s RETURNING name'");
        Postgres.low().create(UAT);
        String map = "tables: {s: {public: [id], columns: {name: {as: sql, expression: \"%s\"}}}}";

        for (String wrong : List.of(
                "upper(nme)",
                "max(name)",
                "generate_series(1, 2)::text",
                "name) FROM pg_user --",
                "nextval('q')",
                "busy()",
                "(SELECT name FROM s LIMIT 1); DROP TABLE s",
                "lo_unlink(1)",
                "pg_terminate_backend(1)",
                "\\\"lo_unlink\\\"(1)",
                "name, name")) {
            refuses(
                    map.formatted(wrong),
                    "CONDITION-INVALID",
                    "the `expression` of public.s.name",
                    "personal-data.yaml:1");
        }
        assertThat(Postgres.high().rows(PRD, "SELECT count(*), max(last_value) FROM s, q"))
                .containsExactly("1|1");
    }

    @Test
    void refusesWhatNoTypeCanHoldAndPartsThatAreNotMentioned() throws Exception {
        Postgres.high().create(PRD);
        Postgres.high().run(PRD, """
                CREATE TYPE mood AS ENUM ('happy', 'sad');
                CREATE TYPE contact AS (mail text, since date);
                CREATE TABLE s (a mood, b contact, c contact, d int4range, e daterange, f text[], g mood)""");
        Postgres.low().create(UAT);

        refuses(
                """
                tables:
                  s:
                    columns:
                      a: {as: constant, value: angry}
                      b: {as: parts, parts: {mail: email}}
                      c: {as: parts, parts: {mail: email, since: email, sicne: date}}
                      d: date
                      e: email
                      f: words
                      g: email
                """,
                "the constant of public.s.a is no label",
                "happy, sad",
                "field 'since' of public.s.b is neither personal nor public",
                "`email` cannot fill field 'since' of public.s.c of type date",
                "has no field 'sicne'; did you mean 'since'?",
                "`date` cannot fill public.s.d",
                "`email` cannot fill public.s.e",
                "`words` cannot fill public.s.f",
                "`email` cannot fill public.s.g of type public.mood");
    }

    @Test
    void refusesPseudonymsThatACheckConstraintWouldRefuse() throws Exception {
        Postgres.high().create(PRD);
        Postgres.high().run(PRD, """
                CREATE DOMAIN own_mail AS text CHECK (VALUE LIKE '%@web.example');
                CREATE TABLE s (id int, a text CONSTRAINT a_upper CHECK (a = upper(a)), b own_mail, c text CHECK (c ~ '^[A-Z]-[0-9]+$'),
                  d date, e date, CONSTRAINT in_order CHECK (d < e), f text, CONSTRAINT both_or_none CHECK ((a IS NULL) = (f IS NULL)));
                INSERT INTO s VALUES (1, 'ANNA', 'anna@web.example', 'A-77', '2020-01-01', '2020-01-02', 'x');
                CREATE TABLE nothing (a text CHECK (a = 'x'))""");
        Postgres.low().create(UAT);

        refuses(
                "tables: {nothing: {columns: {a: login}}, s: {public: [id, f], columns: {a: login, b: email, c: code, d: {as: date, per: id}, e: {as: date, per: id}}}}",
                "PSEUDONYMIZER-UNFIT The check constraint a_upper of public.s refuses pseudonyms of `login` for a.",
                "The check constraint own_mail_check of public.s refuses pseudonyms of `email` for b.");
        refuses(
                "tables: {nothing: public, s: {public: [id, a, b, c, d, e], columns: {f: \"null\"}}}",
                "The check constraint both_or_none of public.s refuses pseudonyms of `null` for f.");
        scenario(
                        "tables: {nothing: empty, s: {public: [id, b, f], columns: {a: code, c: code, d: {as: date, per: id}, e: {as: date, per: id}}}}")
                .plan();
    }

    @Test
    void triesCheckConstraintsOfEveryShapeAndLeavesThoseThatLookElsewhere() throws Exception {
        Postgres.high().create(PRD);
        Postgres.high().run(PRD, """
                CREATE TABLE known (mail text); INSERT INTO known VALUES ('anna@web.example');
                CREATE FUNCTION is_known(text) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT $1 IN (SELECT mail FROM public.known)';
                CREATE TABLE s (id int, "Odd ""Name?" text CHECK ("Odd ""Name?" ~ '^a?[^?]*@' OR "Odd ""Name?" = E'\\\\'), j jsonb CHECK (j ? 'mail'),
                  mail text CHECK (is_known(mail)), late text) PARTITION BY RANGE (id);
                CREATE TABLE s1 PARTITION OF s FOR VALUES FROM (0) TO (10); CREATE TABLE s2 PARTITION OF s FOR VALUES FROM (10) TO (20);
                INSERT INTO s VALUES (1, 'anna@web.example', '{"mail": "x"}', 'anna@web.example', 'x'), (11, 'anna@web.example', '{"mail": "x"}', 'anna@web.example', 'x');
                ALTER TABLE s ADD CONSTRAINT short CHECK (length(late) < 5);
                UPDATE s SET late = NULL WHERE id = 1""");
        Postgres.low().create(UAT);
        String map = """
                tables:
                  known: {columns: {mail: email}}
                  s:
                    columns: {'Odd "Name?': %s, j: {as: json, paths: {$.mail: email, $.phone: phone}}, mail: email, late: %s}
                    public: [id]
                """;

        scenario(map.formatted("email", "code")).plan();
        refuses(
                map.formatted("{as: constant, value: b}", "login"),
                "The check constraint s_Odd \"Name?_check of public.s1 refuses pseudonyms of `constant` for Odd \"Name?.",
                "The check constraint short of public.s2 refuses pseudonyms of `login` for late.");
    }

    @Test
    void aTrialOfCheckConstraintsLeavesNoCountsAndShowsNoValue() throws Exception {
        Postgres.high().create(PRD);
        Postgres.high()
                .run(
                        PRD,
                        "CREATE TABLE s (id int PRIMARY KEY, phone text CHECK (phone <> ''), js text CHECK (js <> ''), doc text CHECK (doc <> ''));"
                                + " INSERT INTO s VALUES (1, 'call Anna', '{broken anna', '<a><b>anna</a>')");
        Postgres.low().create(UAT);

        SyncReport report = scenario("""
                tables: {s: {public: [id], columns: {phone: phone, js: {as: json, paths: {$.mail: email}}, doc: {as: xml, paths: {//b: email}}}}}
                """).sync();

        SyncReport.DatabaseReport database = report.clusters().get(0).database();
        assertThat(database).isNotNull();
        assertThat(database.tables().get(0).odd()).isEqualTo(3);
        assertThat(Postgres.low().rows(UAT, "SELECT js, doc FROM s")).containsExactly("{}|<redacted/>");
        assertThat(Postgres.low().rows(UAT, "SELECT phone FROM s").get(0)).matches("[a-z]{4} [A-Z][a-z]{3}");
    }
}
