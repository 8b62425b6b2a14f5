package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.Outcome;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that crashes and comes back, or goes away, in the middle of a copy. */
@Tag("postgresql")
class RestartedServerTest {

    private static final String PRD = "restarted_prd";
    private static final String UAT = "restarted_uat";

    @TempDir
    Path directory;

    private Postgres server;

    @BeforeEach
    void startServer() {
        server = Postgres.start(builder -> {});
    }

    @AfterEach
    void stopServer() throws Exception {
        server.close();
    }

    @Test
    void survivesACrashOfTheSourcesServer() throws Exception {
        Scenario slow = landscape(server, Postgres.low());
        TargetState before = TargetState.of(Postgres.low(), UAT);
        Slowed sync = Slowed.start(slow).untilCopying();

        crash(server);

        Refusal.of(sync::end).as(Outcome.FAILED, "CONNECTION-LOST").saying(PRD).withoutValues(directory, Shop.SECRET);
        assertThat(TargetState.of(Postgres.low(), UAT)).isEqualTo(before);
        untilBack(server);
        assertThat(scenario(server, Postgres.low()).sync().state()).isEqualTo("done");
    }

    @Test
    void survivesACrashOfTheTargetsServer() throws Exception {
        Scenario slow = landscape(Postgres.high(), server);
        List<String> before =
                server.rows(UAT, "SELECT md5(string_agg(id::text, ',' ORDER BY id)) FROM made_by_testers");
        Slowed sync = Slowed.start(slow).untilCopying();

        crash(server);

        Refusal.of(sync::end).as(Outcome.FAILED, "CONNECTION-LOST").saying(UAT).withoutValues(directory, Shop.SECRET);
        untilBack(server);
        assertThat(server.rows(UAT, "SELECT md5(string_agg(id::text, ',' ORDER BY id)) FROM made_by_testers"))
                .isEqualTo(before);
        assertThat(scenario(Postgres.high(), server).sync().state()).isEqualTo("done");
        assertThat(TargetState.siblings(server, UAT)).isEmpty();
    }

    @Test
    void saysThatTheServerOfTheTargetIsGone() throws Exception {
        Slowed sync = Slowed.start(landscape(Postgres.high(), server)).untilCopying();

        server.close();

        Refusal.of(sync::end).as(Outcome.FAILED, "CONNECTION-LOST").saying(UAT).withoutValues(directory, Shop.SECRET);
    }

    private Scenario landscape(Postgres source, Postgres target) throws Exception {
        Shop.create(source, PRD);
        Shop.grow(source, PRD, 2);
        Shop.target(target, UAT);
        return scenario(source, target).prd("throttle: {megabytes-per-second: 1}");
    }

    private Scenario scenario(Postgres source, Postgres target) throws Exception {
        return new Scenario(directory, source.url(PRD), target.url(UAT)).map(Shop.MAP);
    }

    /** One session that dies without a word makes the server end all others, and recover. */
    private static void crash(Postgres server) throws SQLException {
        String session = server.rows(
                        "postgres",
                        "SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'penstock %' AND query LIKE 'COPY%'")
                .get(0);
        assertThat(ProcessHandle.of(Long.parseLong(session)).orElseThrow().destroyForcibly())
                .isTrue();
    }

    private static void untilBack(Postgres server) throws Exception {
        Slowed.until(() -> {
            try {
                return !server.rows("postgres", "SELECT 1").isEmpty();
            } catch (SQLException notYet) {
                return false;
            }
        });
    }
}
