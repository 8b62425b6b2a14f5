package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import io.penstock.sync.SyncReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with databases, users and values ends with a clear problem, and the target as it was. */
@Tag("postgresql")
class BadInputTest {

    private static final String PRD = "bad_prd";
    private static final String UAT = "bad_uat";

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeALandscape() throws Exception {
        Shop.create(Postgres.high(), PRD);
        Shop.target(Postgres.low(), UAT);
        scenario =
                new Scenario(directory, Postgres.high().url(PRD), Postgres.low().url(UAT)).map(Shop.MAP);
    }

    @Test
    void saysThatADatabaseCannotBeReached() throws Exception {
        String nowhere = Scenario.database("jdbc:postgresql://127.0.0.1:1/shop", "user: postgres");
        scenario.prdLive(nowhere);
        ends(Outcome.FAILED, "DATABASE-UNREACHABLE").saying("127.0.0.1:1");

        scenario.prdLive(Scenario.database(Postgres.high().url(PRD), "user: postgres"))
                .uatLive(nowhere);
        ends(Outcome.FAILED, "DATABASE-UNREACHABLE");
    }

    @Test
    void saysThatADatabaseIsMissing() throws Exception {
        scenario.prdLive(Scenario.database(Postgres.high().url("not_there"), "user: postgres"));

        ends(Outcome.FAILED, "DATABASE-MISSING").saying("/not_there");
    }

    @Test
    void saysThatThePasswordIsWrong() throws Exception {
        String rules = Postgres.low().rows("postgres", "SHOW hba_file").get(0);
        Path file = Path.of(rules);
        String before = Files.readString(file);
        Postgres.low().role("bad_locked");
        Postgres.low().run("postgres", "ALTER ROLE bad_locked PASSWORD 'right-horse-battery'");
        try {
            Files.writeString(file, "host all bad_locked all scram-sha-256\n" + before);
            Postgres.low().run("postgres", "SELECT pg_reload_conf()");
            Slowed.until(() -> Postgres.low()
                    .rows("postgres", "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method = 'scram-sha-256'")
                    .equals(List.of("1")));
            scenario.uatLive(Scenario.database(Postgres.low().url(UAT), "user: bad_locked, password: wrong-guess"));

            Refusal refusal = ends(Outcome.FAILED, "DATABASE-LOGIN-REFUSED").saying("/" + UAT);

            assertThat(refusal.failure()).hasMessageNotContaining("wrong-guess");
        } finally {
            Files.writeString(file, before);
            Postgres.low().run("postgres", "SELECT pg_reload_conf()");
        }
    }

    @Test
    void saysThatAUserMayNotLogIn() throws Exception {
        Postgres.high().role("bad_nobody");
        Postgres.high().run("postgres", "ALTER ROLE bad_nobody NOLOGIN");
        scenario.prdLive(Scenario.database(Postgres.high().url(PRD), "user: bad_nobody"));

        ends(Outcome.FAILED, "DATABASE-LOGIN-REFUSED");
    }

    @Test
    void namesTheGrantsThatAReaderLacks() throws Exception {
        Postgres.high().role("bad_reader");
        Postgres.high().run(PRD, """
                CREATE SCHEMA "Back Office";
                CREATE TABLE "Back Office"."select" (id int);
                CREATE SEQUENCE numbers""");
        scenario.prdLive(Scenario.database(Postgres.high().url(PRD), "user: bad_reader"));
        scenario.map(Shop.MAP + "  Back Office.select: public\n");

        Refusal refusal = ends(Outcome.REFUSED, "RIGHT-MISSING");

        assertThat(refusal.sql())
                .contains(
                        "GRANT USAGE ON SCHEMA \"Back Office\" TO bad_reader;",
                        "GRANT SELECT ON public.customer TO bad_reader;",
                        "GRANT SELECT ON public.numbers TO bad_reader;");
        for (String grant : refusal.sql()) {
            Postgres.high().run(PRD, grant);
        }
        assertThat(scenario.sync().state()).isEqualTo("done");
    }

    @Test
    void namesTheRightsThatAWriterLacks() throws Exception {
        Postgres.low().role("bad_writer");
        scenario.uatLive(Scenario.database(Postgres.low().url(UAT), "user: bad_writer"));

        Refusal refusal = ends(Outcome.REFUSED, "RIGHT-MISSING");

        assertThat(refusal.sql())
                .containsExactlyInAnyOrder(
                        "ALTER ROLE bad_writer CREATEDB;",
                        "GRANT postgres TO bad_writer;",
                        "GRANT SET ON PARAMETER penstock.environment, penstock.seal TO bad_writer;",
                        "GRANT pg_signal_backend TO bad_writer;");
        for (String grant : refusal.sql()) {
            Postgres.low().run(UAT, grant);
        }
        assertThat(scenario.sync().state()).isEqualTo("done");
    }

    @Test
    void copiesAsAnOwnerWhoIsNoSuperuser() throws Exception {
        Postgres.low().role("bad_owner");
        Postgres.low().run("postgres", "ALTER DATABASE " + UAT + " OWNER TO bad_owner");
        Postgres.low().role("bad_tester");
        Postgres.low().run(UAT, "ALTER TABLE made_by_testers OWNER TO bad_tester");
        scenario.uatLive(Scenario.database(Postgres.low().url(UAT), "user: bad_owner"));

        Refusal refusal = ends(Outcome.REFUSED, "RIGHT-MISSING");
        assertThat(refusal.sql())
                .containsExactlyInAnyOrder(
                        "ALTER ROLE bad_owner CREATEDB;",
                        "GRANT pg_signal_backend TO bad_owner;",
                        "GRANT SET ON PARAMETER penstock.environment, penstock.seal TO bad_owner;",
                        "GRANT bad_tester TO bad_owner;");
        for (String grant : refusal.sql()) {
            Postgres.low().run(UAT, grant);
        }

        SyncReport report = scenario.sync();

        assertThat(report.state()).isEqualTo("done");
        assertThat(report.clusters().get(0).database().remarks())
                .anyMatch(remark -> remark.startsWith("role postgres "));
        assertThat(Postgres.low().rows(UAT, "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"))
                .containsExactly("bad_owner");
    }

    @Test
    void refusesToCopyWhatRowSecurityHides() throws Exception {
        Postgres.high().role("bad_hidden");
        Postgres.high().run(PRD, """
                ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
                CREATE POLICY few ON customer USING (id < 10);
                GRANT SELECT ON ALL TABLES IN SCHEMA public TO bad_hidden""");
        scenario.prdLive(Scenario.database(Postgres.high().url(PRD), "user: bad_hidden"));

        Refusal refusal = ends(Outcome.REFUSED, "ROW-SECURITY-HIDES").saying("customer");

        for (String grant : refusal.sql()) {
            Postgres.high().run(PRD, grant);
        }
        assertThat(scenario.sync().state()).isEqualTo("done");
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM customer")).containsExactly("201");
    }

    @Test
    void saysThatTheTargetsServerLacksAnExtension() throws Exception {
        // Known to the source's catalog alone: a server has the same files for all of its databases.
        Postgres.high().run(PRD, "CREATE EXTENSION citext");
        Postgres.high().run(PRD, "UPDATE pg_extension SET extname = 'rare_extension' WHERE extname = 'citext'");

        ends(Outcome.REFUSED, "EXTENSION-MISSING").saying("rare_extension");
    }

    @Test
    void hidesAValueThatAFunctionOfTheSourceComplainsAbout() throws Exception {
        Postgres.high().run(PRD, """
                CREATE FUNCTION loud(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN 1; END $$;
                ALTER TABLE orders ADD COLUMN remark text;
                UPDATE orders SET remark = '%s' WHERE id = 1;
                ALTER TABLE orders ADD COLUMN computed text GENERATED ALWAYS AS (loud(remark)) STORED;
                CREATE OR REPLACE FUNCTION loud(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
                  $$ BEGIN IF $1 <> '' THEN RAISE EXCEPTION 'bad value %%', $1; END IF; RETURN $1; END $$""".formatted(Shop.SECRET));

        ends(Outcome.FAILED, "DATABASE-FAILED").saying("public.orders", "P0001");
    }

    @Test
    void hidesAValueOnWhichAnIndexFails() throws Exception {
        Postgres.high().run(PRD, """
                CREATE FUNCTION loud(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN 1; END $$;
                ALTER TABLE orders ADD COLUMN remark text;
                CREATE INDEX ON orders (loud(remark));
                UPDATE orders SET remark = '%s' WHERE id = 1;
                CREATE OR REPLACE FUNCTION loud(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
                  $$ BEGIN IF $1 <> '' THEN RAISE EXCEPTION USING ERRCODE = '23505', MESSAGE = 'no ' || $1; END IF; RETURN $1; END $$""".formatted(Shop.SECRET));

        ends(Outcome.FAILED, "CONSTRAINT-BROKEN");
    }

    @ParameterizedTest
    @CsvSource({"€", "Привет"})
    void saysThatAValueDoesNotFitTheTargetsEncoding(String text) throws Exception {
        Shop.target(Postgres.low(), UAT, "ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'");
        Postgres.high().run(PRD, "INSERT INTO bulk VALUES (-1, '" + Shop.SECRET + text + "')");

        ends(Outcome.FAILED, "ENCODING-UNFIT").saying("UTF8", "public.bulk");
    }

    @Test
    void saysThatBytesOfNoEncodingDoNotFit() throws Exception {
        Postgres.high().create(PRD, "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'");
        Shop.fill(Postgres.high(), PRD);
        Postgres.high()
                .run(
                        PRD,
                        "INSERT INTO bulk SELECT -1, '" + Shop.SECRET
                                + "' || convert_from('\\xe4'::bytea, 'SQL_ASCII')");

        ends(Outcome.FAILED, "ENCODING-UNFIT").saying("public.bulk");
    }

    @Test
    void copiesBetweenEncodingsThatHoldTheSameCharacters() throws Exception {
        Postgres.high().create(PRD, "ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'");
        Shop.fill(Postgres.high(), PRD);
        Postgres.high().run(PRD, "INSERT INTO bulk VALUES (-1, 'Größe ñ')");

        assertThat(scenario.sync().state()).isEqualTo("done");

        assertThat(Postgres.low().rows(UAT, "SELECT filler FROM bulk WHERE id = -1"))
                .containsExactly("Größe ñ");
    }

    @Test
    void copiesBytesOfNoEncodingToATargetLikeIt() throws Exception {
        String options = "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'";
        Postgres.high().create(PRD, options);
        Shop.fill(Postgres.high(), PRD);
        Postgres.high().run(PRD, "INSERT INTO bulk SELECT -1, convert_from('\\xe4ff'::bytea, 'SQL_ASCII')");
        Shop.target(Postgres.low(), UAT, options);

        assertThat(scenario.sync().state()).isEqualTo("done");

        assertThat(Postgres.low().rows(UAT, "SELECT convert_to(filler, 'SQL_ASCII')::text FROM bulk WHERE id = -1"))
                .containsExactly("\\xe4ff");
    }

    @Test
    void copiesTheSameWhateverTheServersAreSetTo() throws Exception {
        Shop.grow(Postgres.high(), PRD, 1);
        Postgres.high().run(PRD, """
                CREATE TABLE odd (at timestamptz, day date, span interval, price money, raw bytea, list text[], number float8, doc xml);
                INSERT INTO odd VALUES ('2026-03-29 02:30+02', '2026-02-01', '1 mon -2 days 03:04:05.6', 12.5, '\\x00ff', '{a,NULL,"NULL"}', 0.1 + 0.2, '<a/>')""");
        for (String setting : List.of(
                "TimeZone = 'America/New_York'",
                "DateStyle = 'SQL, DMY'",
                "IntervalStyle = 'iso_8601'",
                "bytea_output = 'escape'",
                "extra_float_digits = 0",
                "xmloption = document",
                "statement_timeout = '40ms'",
                "idle_session_timeout = '300ms'",
                "idle_in_transaction_session_timeout = '300ms'",
                "default_transaction_isolation = 'serializable'")) {
            Postgres.high().run("postgres", "ALTER DATABASE " + PRD + " SET " + setting);
        }
        for (String setting : List.of(
                "TimeZone = 'Asia/Tokyo'",
                "DateStyle = 'German, MDY'",
                "array_nulls = off",
                "standard_conforming_strings = off",
                "idle_session_timeout = '300ms'",
                "default_transaction_read_only = on")) {
            Postgres.low().run("postgres", "ALTER DATABASE " + UAT + " SET " + setting);
        }
        Postgres.low().run("postgres", "ALTER ROLE postgres SET array_nulls = off");
        scenario.prd("throttle: {megabytes-per-second: 1}").map(Shop.MAP + "  odd: public\n");
        try {
            assertThat(scenario.sync().state()).isEqualTo("done");
        } finally {
            Postgres.low().run("postgres", "ALTER ROLE postgres RESET array_nulls");
        }

        String question =
                "SELECT extract(epoch FROM at), day - date '2000-01-01', extract(epoch FROM span), price::numeric,"
                        + " encode(raw, 'hex'), list[2] IS NULL, list[3] IS NULL, number = 0.1::float8 + 0.2::float8, doc::text FROM odd";
        assertThat(Postgres.low().rows(UAT, question)).isEqualTo(Postgres.high().rows(PRD, question));
        assertThat(Postgres.low()
                        .rows(
                                UAT,
                                "SELECT unnest(setconfig) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase"
                                        + " WHERE d.datname = current_database()"))
                .contains("TimeZone=Asia/Tokyo", "default_transaction_read_only=on");
    }

    private Refusal ends(Outcome outcome, String code) throws Exception {
        TargetState before = TargetState.of(Postgres.low(), UAT);
        Refusal refusal = Refusal.of(scenario::sync).as(outcome, code);
        refusal.withoutValues(directory, Shop.SECRET);
        assertThat(TargetState.of(Postgres.low(), UAT)).as("the target").isEqualTo(before);
        return refusal;
    }
}
