package io.penstock.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.penstock.database.postgresql.PostgresDialect;
import io.penstock.landscape.PreservedRowsRule;
import io.penstock.landscape.Throttle;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresDialectTest extends DialectContract {

    private @Nullable EmbeddedPostgres server;
    private int databases;

    @BeforeAll
    void start() throws IOException {
        server = PostgresVersion.start(PostgresVersion.USUAL);
    }

    @AfterAll
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void runsOnThisVersion() {
        try (Database database = named("postgres").open(dialect())) {
            assertThat(database.facts().majorVersion()).isEqualTo(PostgresVersion.USUAL);
        }
    }

    private int port() {
        EmbeddedPostgres running = server;
        if (running == null) {
            throw new IllegalStateException("the server is not running");
        }
        return running.getPort();
    }

    private TestDatabase named(String name) {
        return new TestDatabase(
                "jdbc:postgresql://localhost:" + port() + "/" + name,
                "jdbc:postgresql://127.0.0.1:" + port() + "/" + name + "?connectTimeout=20",
                "postgres",
                "postgres");
    }

    @Override
    Dialect dialect() {
        return new PostgresDialect(Path.of("target", "temporary"));
    }

    @Override
    TestDatabase fresh() throws SQLException {
        String name = "contract" + ++databases;
        named("postgres").run("CREATE DATABASE " + name);
        return named(name);
    }

    @Override
    TestDatabase missing() {
        return named("no_such_database");
    }

    @Override
    String schema() {
        return "public";
    }

    @Override
    String binaryType() {
        return "BYTEA";
    }

    @Override
    String computed(String expression) {
        return "GENERATED ALWAYS AS (" + expression + ") STORED";
    }

    @Override
    String json(String document) {
        return "'" + document + "'::json";
    }

    @Override
    String nextValue(String sequence) {
        return "SELECT nextval('\"" + sequence + "\"')";
    }

    @Override
    Connection shadowOf(TestDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url() + "_penstock_shadow", database.user(), database.password());
    }

    @Override
    void plantLeftovers(TestDatabase database) throws SQLException {
        named("postgres").run("CREATE DATABASE " + name(database) + "_penstock_shadow");
    }

    @Override
    List<String> siblings(TestDatabase database) throws SQLException {
        return named("postgres")
                .rows("SELECT datname FROM pg_database WHERE datname LIKE '" + name(database) + "\\_penstock%'");
    }

    private static String name(TestDatabase database) {
        return database.url().substring(database.url().lastIndexOf('/') + 1);
    }

    private static final PreservedRowsRule SMTP = new PreservedRowsRule("cfg", "name LIKE 'smtp%'");

    private TestCopy configuration(TestDatabase from, TestDatabase to) throws SQLException {
        String table = "CREATE TABLE cfg (name text PRIMARY KEY, value text)";
        from.run(table, "INSERT INTO cfg VALUES ('smtp.host', 'prd'), ('title', 'Shop')");
        to.run(table, "INSERT INTO cfg VALUES ('smtp.host', 'uat'), ('smtp.port', '25')");
        return new TestCopy(dialect(), from, to).structure().rows().steps(SMTP);
    }

    @Test
    void keepsWritersOffPreservedRowsFromTheLastLookAtThemToTheSwap() throws Exception {
        TestDatabase prd = fresh();
        TestDatabase uat = fresh();
        try (TestCopy copy = configuration(prd, uat)) {
            copy.shadow.bringLastPreserved(copy.monitor);
            assertThatThrownBy(() -> uat.run("SET lock_timeout = '100ms'", "UPDATE cfg SET value = 'lost'"))
                    .hasMessageContaining("lock timeout");
            assertThat(uat.rows("SELECT value FROM cfg ORDER BY name")).containsExactly("uat", "25");
            copy.shadow.swapping(new Marker("acme/uat/edit", null), "run1").make(List.of());
        }
        uat.run("UPDATE cfg SET value = 'new' WHERE name = 'title'");
        assertThat(uat.rows("SELECT * FROM cfg ORDER BY name"))
                .containsExactly("smtp.host|uat", "smtp.port|25", "title|new");
    }

    @Test
    void doesNotWaitForAWriterThatDoesNotEnd() throws Exception {
        TestDatabase prd = fresh();
        TestDatabase uat = fresh();
        try (TestCopy copy = configuration(prd, uat);
                Connection writer = uat.connect()) {
            writer.setAutoCommit(false);
            TestDatabase.run(writer, "UPDATE cfg SET value = 'never committed'");
            copy.swap("run1", 1);
        }
        assertThat(uat.rows("SELECT * FROM cfg ORDER BY name"))
                .containsExactly("smtp.host|uat", "smtp.port|25", "title|Shop");
    }

    /** A row of a table without a key is known by all of its values alone. */
    @Test
    void bringsLastChangesOfATableWithoutAKey() throws Exception {
        TestDatabase prd = fresh();
        TestDatabase uat = fresh();
        String table = "CREATE TABLE cfg (name text, value json)";
        prd.run(table, "INSERT INTO cfg VALUES ('smtp.host', '1'), ('title', '2')");
        uat.run(table, "INSERT INTO cfg VALUES ('smtp.host', '3'), ('smtp.host', '3'), ('smtp.port', '4')");
        try (TestCopy copy = new TestCopy(dialect(), prd, uat).whole(SMTP)) {
            uat.run("UPDATE cfg SET value = '5' WHERE name = 'smtp.port'");
            copy.swap("run1", 1);
        }
        assertThat(uat.rows("SELECT * FROM cfg ORDER BY name, value::text"))
                .containsExactly("smtp.host|3", "smtp.host|3", "smtp.port|5", "title|2");
    }

    @Test
    void triggersAndRulesOfTheCopyDoNotFireForLastChanges() throws Exception {
        TestDatabase prd = fresh();
        TestDatabase uat = fresh();
        String noise = "CREATE TABLE noise (what text);"
                + " CREATE FUNCTION loud() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.noise VALUES ('trigger'); RETURN NEW; END $$;"
                + " CREATE FUNCTION louder() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.noise VALUES (tg_tag); END $$;";
        prd.run(
                noise,
                "CREATE TABLE cfg (name text PRIMARY KEY, value text)",
                "INSERT INTO cfg VALUES ('smtp.host', 'prd')");
        prd.run(
                "CREATE TRIGGER always BEFORE UPDATE ON cfg FOR EACH ROW EXECUTE FUNCTION loud()",
                "ALTER TABLE cfg ENABLE ALWAYS TRIGGER always",
                "CREATE TRIGGER off BEFORE UPDATE ON cfg FOR EACH ROW EXECUTE FUNCTION loud()",
                "ALTER TABLE cfg DISABLE TRIGGER off",
                "CREATE RULE instead AS ON INSERT TO cfg DO INSTEAD NOTHING",
                "CREATE EVENT TRIGGER event ON ddl_command_end EXECUTE FUNCTION louder()");
        uat.run("CREATE TABLE cfg (name text PRIMARY KEY, value text)", "INSERT INTO cfg VALUES ('smtp.host', 'uat')");
        String states = "SELECT tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal UNION ALL"
                + " SELECT rulename, ev_enabled::text FROM pg_rewrite WHERE rulename = 'instead' ORDER BY 1";
        try (TestCopy copy = new TestCopy(dialect(), prd, uat).whole(SMTP)) {
            uat.run("UPDATE cfg SET value = 'changed'", "INSERT INTO cfg VALUES ('smtp.port', '25')");
            copy.swap("run1", 1);
        }
        assertThat(uat.rows("SELECT * FROM cfg ORDER BY 1")).containsExactly("smtp.host|changed", "smtp.port|25");
        assertThat(uat.rows("SELECT * FROM noise")).isEmpty();
        assertThat(uat.rows(states)).isEqualTo(prd.rows(states)).containsExactly("always|A", "instead|O", "off|D");
    }

    @Test
    void readsTheBodiesOfTriggersAndRules() throws Exception {
        TestDatabase prd = fresh();
        prd.run(
                "CREATE TABLE person (id int, email text, words tsvector)",
                "CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.id := 7; RETURN NEW; END $$",
                "CREATE TRIGGER watching BEFORE INSERT ON person FOR EACH ROW EXECUTE FUNCTION watch()",
                "CREATE TRIGGER asleep BEFORE INSERT ON person FOR EACH ROW EXECUTE FUNCTION watch()",
                "ALTER TABLE person DISABLE TRIGGER asleep",
                "CREATE TRIGGER indexing BEFORE INSERT ON person FOR EACH ROW EXECUTE FUNCTION"
                        + " tsvector_update_trigger(words, 'pg_catalog.english', email)",
                "CREATE RULE beside AS ON UPDATE TO person DO ALSO NOTIFY changed");
        try (Database database = prd.open(dialect());
                Snapshot snapshot = database.snapshot(1, Throttle.NONE)) {
            assertThat(snapshot.derivations())
                    .extracting(Derivation::kind, Derivation::name)
                    .containsExactly(
                            tuple(Derivation.Kind.RULE, "rule public.person.beside"),
                            tuple(Derivation.Kind.TRIGGER, "trigger public.person.indexing"),
                            tuple(Derivation.Kind.TRIGGER, "trigger public.person.watching"));
            assertThat(snapshot.derivations())
                    .extracting(Derivation::text)
                    .satisfiesExactly(
                            rule -> assertThat(rule).contains("NOTIFY changed"),
                            built -> assertThat(built).isEqualTo("NEW.words := concat(NEW.email);"),
                            body -> assertThat(body).contains("NEW.id := 7"));
        }
    }
}
