package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.sync.SyncReport;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Owners and grants of the copy are those of the target; of what is new there, those of the source under the target's names. */
@Tag("postgresql")
class OwnershipTest {

    private static final String PRD = "owned_prd";
    private static final String UAT = "owned_uat";

    @TempDir
    Path directory;

    private Scenario scenario;

    @BeforeEach
    void makeALandscape() throws Exception {
        Postgres.high().create(PRD);
        Postgres.low().create(UAT);
        for (String role : List.of("prd_app", "prd_chief")) {
            Postgres.high().role(role);
        }
        for (String role : List.of("uat_app", "uat_reader", "uat_chief")) {
            Postgres.low().role(role);
        }
        scenario =
                new Scenario(directory, Postgres.high().url(PRD), Postgres.low().url(UAT));
        scenario.map("tables: {}\nunclassified: warn\nlarge-objects: public\n");
        make(Postgres.high(), PRD);
    }

    @Test
    void areThoseOfTheTargetForEveryKindOfObject() throws Exception {
        make(Postgres.low(), UAT);
        Shop.mark(Postgres.low(), UAT, "acme/uat/live");
        Postgres.low().run(UAT, """
                ALTER DATABASE owned_uat OWNER TO uat_app;
                GRANT CREATE ON DATABASE owned_uat TO uat_reader;
                ALTER SCHEMA "Back Office" OWNER TO uat_app;
                ALTER TABLE "Back Office"."select" OWNER TO uat_app;
                ALTER TABLE plain OWNER TO uat_app;
                ALTER SEQUENCE numbers OWNER TO uat_app;
                ALTER VIEW seen OWNER TO uat_app;
                ALTER MATERIALIZED VIEW kept OWNER TO uat_app;
                ALTER FUNCTION "Back Office".one OWNER TO uat_app;
                ALTER PROCEDURE work OWNER TO uat_app;
                ALTER AGGREGATE tally(*) OWNER TO uat_app;
                ALTER AGGREGATE middle(float8 ORDER BY anyelement) OWNER TO uat_app;
                ALTER TYPE mood OWNER TO uat_app;
                ALTER TYPE pair OWNER TO uat_app;
                ALTER TYPE span OWNER TO uat_app;
                ALTER DOMAIN short OWNER TO uat_app;
                ALTER OPERATOR ===(int, int) OWNER TO uat_app;
                ALTER OPERATOR !!(NONE, bigint) OWNER TO uat_app;
                ALTER OPERATOR CLASS by_value USING btree OWNER TO uat_app;
                ALTER OPERATOR FAMILY by_value USING btree OWNER TO uat_app;
                ALTER COLLATION "Plain C" OWNER TO uat_app;
                ALTER CONVERSION narrow OWNER TO uat_app;
                ALTER TEXT SEARCH DICTIONARY words OWNER TO uat_app;
                ALTER TEXT SEARCH CONFIGURATION texts OWNER TO uat_app;
                ALTER STATISTICS together OWNER TO uat_app;
                ALTER SERVER partner OWNER TO uat_app;
                ALTER FOREIGN TABLE "Back Office".remote OWNER TO uat_app;
                ALTER LANGUAGE plown OWNER TO uat_app;
                ALTER LARGE OBJECT 4711 OWNER TO uat_app;
                ALTER ROLE uat_chief SUPERUSER;
                ALTER FOREIGN DATA WRAPPER "own wrapper" OWNER TO uat_chief;
                ALTER EVENT TRIGGER "On DDL" OWNER TO uat_chief""");
        Postgres.low().run(UAT, """
                GRANT USAGE ON SCHEMA "Back Office" TO uat_reader;
                REVOKE ALL ON SCHEMA public FROM PUBLIC;
                GRANT CREATE, USAGE ON SCHEMA public TO uat_reader;
                GRANT SELECT ("Käufer"), UPDATE (note) ON "Back Office"."select" TO uat_reader;
                GRANT SELECT (a) ON seen TO uat_reader WITH GRANT OPTION;
                REVOKE DELETE, TRUNCATE ON plain FROM uat_app;
                GRANT SELECT, INSERT ON plain TO uat_reader WITH GRANT OPTION;
                GRANT USAGE ON SEQUENCE numbers TO uat_reader;
                GRANT SELECT ON SEQUENCE plain_id_seq TO uat_reader;
                GRANT SELECT ON kept TO PUBLIC;
                GRANT SELECT ON "Back Office".remote TO uat_reader;
                REVOKE ALL ON FUNCTION "Back Office".one FROM PUBLIC;
                GRANT EXECUTE ON PROCEDURE work TO uat_reader;
                REVOKE ALL ON ROUTINE tally() FROM PUBLIC;
                REVOKE ALL ON TYPE mood FROM PUBLIC;
                GRANT USAGE ON DOMAIN short TO uat_reader;
                GRANT USAGE ON FOREIGN SERVER partner TO uat_reader;
                GRANT USAGE ON FOREIGN DATA WRAPPER "own wrapper" TO uat_reader;
                GRANT SELECT ON LARGE OBJECT 4711 TO uat_reader;
                GRANT UPDATE ON LARGE OBJECT 4712 TO PUBLIC""");
        Postgres.low().run(UAT, """
                GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO uat_app;
                REVOKE SELECT ON pg_stat_statements FROM PUBLIC;
                REVOKE EXECUTE ON FUNCTION citext_eq FROM PUBLIC;
                REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
                GRANT EXECUTE ON FUNCTION pg_read_file(text) TO uat_reader;
                REVOKE EXECUTE ON FUNCTION pg_catalog.lo_import(text) FROM PUBLIC;
                ALTER DEFAULT PRIVILEGES FOR ROLE uat_app GRANT SELECT ON TABLES TO uat_reader;
                ALTER DEFAULT PRIVILEGES FOR ROLE uat_app REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
                ALTER DEFAULT PRIVILEGES FOR ROLE uat_app REVOKE TRIGGER ON TABLES FROM uat_app;
                ALTER DEFAULT PRIVILEGES FOR ROLE uat_app IN SCHEMA "Back Office" GRANT USAGE ON SEQUENCES TO uat_reader WITH GRANT OPTION""");
        Postgres.high().run(PRD, "REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) FROM PUBLIC");
        List<String> before = holdings(Postgres.low(), UAT);

        SyncReport report = scenario.sync();

        assertThat(differences(before, holdings(Postgres.low(), UAT))).isEmpty();
        assertThat(report.clusters().get(0).database().remarks()).isEmpty();
    }

    @Test
    void areThoseOfTheSourceUnderTheTargetsNamesForWhatIsNew() throws Exception {
        Postgres.high().run(PRD, """
                ALTER SCHEMA "Back Office" OWNER TO prd_app;
                ALTER TABLE plain OWNER TO prd_app;
                REVOKE DELETE ON plain FROM prd_app;
                ALTER AGGREGATE tally(*) OWNER TO prd_app;
                ALTER COLLATION "Plain C" OWNER TO prd_app;
                GRANT SELECT ON plain TO prd_chief;
                GRANT SELECT (id) ON seen TO prd_app;
                GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO prd_app;
                ALTER LARGE OBJECT 4711 OWNER TO prd_app;
                GRANT SELECT ON LARGE OBJECT 4712 TO prd_app;
                ALTER DEFAULT PRIVILEGES FOR ROLE prd_app GRANT SELECT ON TABLES TO prd_chief;
                ALTER DEFAULT PRIVILEGES FOR ROLE prd_app IN SCHEMA "Back Office" GRANT SELECT ON TABLES TO prd_app""");
        List<String> above = holdings(Postgres.high(), PRD);
        scenario.uat("roles: {prd_app: uat_app, prd_chief: uat_chief}");

        SyncReport report = scenario.sync();

        List<String> mapped = above.stream()
                .map(line -> line.replace("prd_app", "uat_app").replace("prd_chief", "uat_chief"))
                .toList();
        assertThat(differences(mapped, holdings(Postgres.low(), UAT))).isEmpty();
        assertThat(report.clusters().get(0).database().remarks()).isEmpty();
        assertThat(Postgres.low().rows(UAT, "SELECT obj_description(4711, 'pg_largeobject')"))
                .containsExactly("first of two");
    }

    @Test
    void areLeftOutAndNamedForRolesThatTheTargetLacks() throws Exception {
        Postgres.low().run(UAT, "ALTER DATABASE owned_uat OWNER TO uat_app");
        Postgres.high().run(PRD, """
                ALTER TABLE plain OWNER TO prd_app;
                GRANT SELECT ON numbers TO prd_chief;
                ALTER DEFAULT PRIVILEGES FOR ROLE prd_app GRANT SELECT ON TABLES TO PUBLIC""");

        SyncReport report = scenario.sync();

        assertThat(report.clusters().get(0).database().remarks())
                .containsExactly(
                        "role prd_app does not exist on the target: what it owns or may do was left out",
                        "role prd_chief does not exist on the target: what it owns or may do was left out");
        assertThat(Postgres.low().rows(UAT, "SELECT relowner::regrole FROM pg_class WHERE relname = 'plain'"))
                .containsExactly("uat_app");
    }

    @Test
    void areGivenByAUserWhoIsNoSuperuserToRolesThatMayMakeNothing() throws Exception {
        Shop.create(Postgres.high(), PRD);
        Postgres.high().run(PRD, """
                CREATE SCHEMA "Back Office";
                CREATE TABLE "Back Office".desk (id int);
                CREATE TYPE mood AS ENUM ('sad', 'happy');
                CREATE TYPE span AS RANGE (SUBTYPE = float8);
                ALTER TABLE customer OWNER TO prd_app;
                ALTER TABLE "Back Office".desk OWNER TO prd_app;
                ALTER TYPE mood OWNER TO prd_app;
                REVOKE SELECT, DELETE ON customer FROM prd_app;
                SELECT lo_from_bytea(4711, '\\x01');
                ALTER LARGE OBJECT 4711 OWNER TO prd_app;
                ALTER DEFAULT PRIVILEGES FOR ROLE prd_app GRANT SELECT ON TABLES TO PUBLIC""");
        Postgres.low().run("postgres", """
                ALTER DATABASE owned_uat OWNER TO uat_chief;
                ALTER ROLE uat_chief CREATEDB;
                GRANT uat_app, pg_signal_backend TO uat_chief;
                GRANT SET ON PARAMETER penstock.environment, penstock.seal TO uat_chief""");
        scenario.uat("roles: {prd_app: uat_app}")
                .uatLive(Scenario.database(Postgres.low().url(UAT), "user: uat_chief"));

        scenario.sync();

        assertThat(holdings(Postgres.low(), UAT).stream()
                        .filter(line -> line.contains("uat_app"))
                        .toList())
                .containsExactly(
                        "large object 4711|uat_app|uat_app=rw/uat_app",
                        "later r|uat_app|=r/uat_app uat_app=arwdDxt/uat_app",
                        "table \"Back Office\".desk|uat_app|uat_app=arwdDxt/uat_app",
                        "table public.customer|uat_app|uat_app=awDxt/uat_app",
                        "type \"Back Office\".desk|uat_app|=U/uat_app uat_app=U/uat_app",
                        "type public.customer|uat_app|=U/uat_app uat_app=U/uat_app",
                        "type public.mood|uat_app|=U/uat_app uat_app=U/uat_app");
    }

    private static List<String> holdings(Postgres server, String database) throws Exception {
        return server.rows(database, resource("holdings.sql"));
    }

    /** What one list has and the other has not; there are thousands of lines in each. */
    private static List<String> differences(List<String> expected, List<String> found) {
        List<String> result = new ArrayList<>();
        expected.stream().filter(line -> !found.contains(line)).forEach(line -> result.add("lost: " + line));
        found.stream().filter(line -> !expected.contains(line)).forEach(line -> result.add("new: " + line));
        return result;
    }

    private static void make(Postgres server, String database) throws Exception {
        server.run(database, resource("owned.sql"));
    }

    private static String resource(String name) throws Exception {
        try (InputStream sql = OwnershipTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
