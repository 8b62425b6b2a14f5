package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of every build, pseudonymized three ways: the rows are equal, and what hangs on the tables is what it was. */
@Tag("postgresql")
class InPlaceStructureTest {

    private static final String PRD = "built_prd";
    private static final String STREAM = "built_stream";
    private static final String UAT = "built_uat";

    private static final String SCHEMA = """
            CREATE TYPE mood AS ENUM ('calm', 'angry');
            CREATE TABLE person (
              no int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              login varchar(40) NOT NULL,
              "First Name" text,
              last_name text NOT NULL,
              whole text GENERATED ALWAYS AS (lower(last_name)) STORED,
              nick char(20),
              mood mood,
              tags text[],
              secret bytea,
              badge int,
              born date,
              CONSTRAINT login_once UNIQUE (login),
              CONSTRAINT badge_once UNIQUE (badge) DEFERRABLE INITIALLY DEFERRED,
              CHECK (length(last_name) > 0));
            COMMENT ON CONSTRAINT login_once ON person IS 'one login each';
            CREATE INDEX person_names ON person (lower(last_name) text_pattern_ops, "First Name") WHERE no > 3;
            COMMENT ON INDEX person_names IS 'for search';
            CREATE INDEX person_statistics ON person ((last_name || login));
            ALTER INDEX person_statistics ALTER COLUMN 1 SET STATISTICS 500;
            CREATE VIEW per_person AS SELECT p.*, count(*) AS visits FROM person p GROUP BY p.no;
            CREATE TABLE visit (person_login varchar(40) CONSTRAINT by_login REFERENCES person (login) ON UPDATE CASCADE,
              person_no int REFERENCES person DEFERRABLE, at date NOT NULL, remark text, place text)
              PARTITION BY RANGE (at);
            CREATE TABLE visit_2025 PARTITION OF visit FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
            CREATE TABLE visit_2026 PARTITION OF visit FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            CREATE INDEX visit_remark ON visit (remark);
            COMMENT ON CONSTRAINT by_login ON visit IS 'who came';
            CREATE TABLE contact (mail text, kind text DEFAULT 'mail');
            CREATE TABLE contact_abroad (country text) INHERITS (contact);
            CREATE TABLE note (body text);
            ALTER TABLE note REPLICA IDENTITY FULL;
            CREATE TABLE log (id bigserial PRIMARY KEY, what text);
            CREATE FUNCTION scream() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'a trigger fired'; END $$;
            CREATE TRIGGER loud BEFORE INSERT OR UPDATE OR DELETE ON person FOR EACH ROW EXECUTE FUNCTION scream();
            CREATE TRIGGER louder AFTER TRUNCATE ON person FOR EACH STATEMENT EXECUTE FUNCTION scream();
            CREATE TRIGGER off BEFORE INSERT ON person FOR EACH ROW EXECUTE FUNCTION scream();
            CREATE TRIGGER always BEFORE INSERT ON visit FOR EACH ROW EXECUTE FUNCTION scream();
            ALTER TABLE person DISABLE TRIGGER ALL;
            CREATE RULE twice AS ON INSERT TO contact DO ALSO INSERT INTO log (what) VALUES ('a rule fired');
            CREATE TABLE orphan (person_no int);
            """;

    private static final String ROWS = """
            INSERT INTO person (login, "First Name", last_name, nick, mood, tags, secret, badge, born)
              SELECT 'login' || i, CASE WHEN i % 7 = 0 THEN NULL WHEN i % 5 = 0 THEN '' ELSE 'Given' || i END, 'Family' || i, 'nick' || i,
                CASE WHEN i % 3 = 0 THEN NULL ELSE 'angry'::mood END, ARRAY['tag' || i, NULL], ('secret' || i)::bytea, i, date '1970-01-01' + i
              FROM generate_series(1, 60) i;
            ALTER TABLE visit DISABLE TRIGGER always;
            INSERT INTO visit SELECT 'login' || (i % 60 + 1), i % 60 + 1, date '2025-06-01' + i * 7, 'remark\\t' || i, E'back\\\\slash ' || i
              FROM generate_series(1, 60) i;
            ALTER TABLE visit ENABLE ALWAYS TRIGGER always;
            ALTER TABLE person ENABLE TRIGGER loud;
            ALTER TABLE person ENABLE REPLICA TRIGGER louder;
            ALTER TABLE contact DISABLE RULE twice;
            INSERT INTO contact SELECT 'contact' || i || '@real.example' FROM generate_series(1, 20) i;
            ALTER TABLE contact ENABLE ALWAYS RULE twice;
            INSERT INTO contact_abroad SELECT 'abroad' || i || '@real.example', 'mail', 'FR' FROM generate_series(1, 20) i;
            INSERT INTO note SELECT CASE WHEN i = 3 THEN NULL ELSE E'note\\n' || i END FROM generate_series(1, 5) i;
            INSERT INTO orphan VALUES (999);
            ALTER TABLE orphan ADD CONSTRAINT not_valid FOREIGN KEY (person_no) REFERENCES person NOT VALID;
            CREATE MATERIALIZED VIEW families AS SELECT last_name, count(*) FROM person GROUP BY 1;
            ANALYZE;
            """;

    private static final String MAP = """
            locale: de-DE
            tables:
              person:
                columns:
                  login: login
                  First Name: first-name
                  last_name: last-name
                  nick: redact
                  mood: {as: constant, value: calm}
                  tags: empty
                  secret: redact
                  badge: number
                  born: {as: date, per: login}
                public: [no]
                keep: "no in (select person_no from visit where place like '%slash 7')"
              visit:
                columns:
                  person_login: login
                  remark: "null"
                  place: {as: sql, expression: "left(place, 4) || (select min(p.last_name) from person p)"}
                public: [person_no, at]
                keep: "exists (select from person p where p.no = person_no and p.last_name = 'Family9')"
              contact:
                columns: {mail: email}
                public: [kind]
              contact_abroad: {public: [country]}
              note: {columns: {body: text}}
              log: empty
              orphan: public
            """;

    @TempDir
    static Path directory;

    private static Map<String, List<String>> streamed = Map.of();

    @BeforeAll
    static void refreshByStream() throws Exception {
        Postgres.high().create(PRD);
        Postgres.high().run(PRD, SCHEMA);
        Postgres.high().run(PRD, ROWS);
        Postgres.low().create(STREAM);
        new Scenario(directory, Postgres.high().url(PRD), Postgres.low().url(STREAM))
                .map(MAP)
                .sync();
        streamed = Contents.of(Postgres.low(), STREAM);
    }

    @Test
    void tablesOfEveryBuildAreRewritten() throws Exception {
        Restored restored = Restored.of(Postgres.high(), PRD, UAT, directory, MAP);

        restored.pseudonymize();

        isAsStreamed(restored);
    }

    @Test
    void aScriptRewritesThemToo() throws Exception {
        Restored restored = Restored.of(Postgres.high(), PRD, UAT, directory, MAP);
        Path script = directory.resolve("built.sql");
        restored.script(script);

        Psql.run(Postgres.high(), UAT, script);

        isAsStreamed(restored);
    }

    private static void isAsStreamed(Restored restored) throws Exception {
        Contents.of(Postgres.high(), UAT)
                .forEach((table, rows) -> assertThat(rows).as(table).isEqualTo(streamed.get(table)));
        assertThat(Structures.of(Postgres.high(), UAT)).isEqualTo(Structures.of(Postgres.high(), PRD));
        for (String same : List.of(
                "SELECT relname, relkind, relreplident FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1",
                "SELECT tgname, tgrelid::regclass, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2",
                "SELECT rulename, ev_enabled FROM pg_rewrite WHERE rulename = 'twice'",
                "SELECT conname, conrelid::regclass, convalidated, obj_description(oid, 'pg_constraint') FROM pg_constraint ORDER BY 1, 2",
                "SELECT indexrelid::regclass, pg_get_indexdef(indexrelid), indisvalid, obj_description(indexrelid, 'pg_class')"
                        + " FROM pg_index WHERE indrelid::regclass::text !~ 'pg_' ORDER BY indexrelid::regclass::text",
                "SELECT attrelid::regclass, attstattarget FROM pg_attribute WHERE attstattarget > 0 ORDER BY attrelid::regclass::text")) {
            assertThat(restored.rows(same)).as(same).isEqualTo(Postgres.high().rows(PRD, same));
        }
        assertThat(restored.rows("SELECT * FROM families ORDER BY 1"))
                .isEqualTo(Postgres.low().rows(STREAM, "SELECT * FROM families ORDER BY 1"));
    }
}
