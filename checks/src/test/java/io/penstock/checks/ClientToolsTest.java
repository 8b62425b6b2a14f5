package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.penstock.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vendor's client tools are missing, older than a server, or newer than both. */
@Tag("postgresql")
class ClientToolsTest {

    private static final String PRD = "tools_prd";
    private static final String UAT = "tools_uat";

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
    void saysThatTheToolsAreMissing() throws Exception {
        TargetState before = TargetState.of(Postgres.low(), UAT);

        for (String command : List.of("plan", "sync")) {
            PenstockProcess ended = withTools("/no/such/directory", command);

            assertThat(ended.exit()).as(ended.said()).isEqualTo(Outcome.USAGE.exitCode());
            assertThat(ended.said())
                    .contains("TOOL-MISSING", "of version 15 or newer", "postgresql-client")
                    .doesNotContain(Shop.SECRET);
        }

        assertThat(TargetState.of(Postgres.low(), UAT)).isEqualTo(before);
    }

    @Test
    void saysThatTheToolsAreOlderThanAServer() throws Exception {
        assumeThat(newestTools())
                .as("the newest client tools of this machine are older than PostgreSQL 18")
                .isLessThan(18);
        try (Postgres server = Postgres.start("18", builder -> {})) {
            Shop.target(server, UAT);
            scenario.uatLive(Scenario.database(server.url(UAT), "user: postgres"));
            TargetState before = TargetState.of(server, UAT);

            PenstockProcess ended = PenstockProcess.run(
                    List.of(), "128m", Map.of(), scenario.configuration(), "sync", "prd", "uat", "--yes");

            assertThat(ended.exit()).as(ended.said()).isEqualTo(Outcome.USAGE.exitCode());
            assertThat(ended.said()).contains("TOOL-TOO-OLD", "of version 18 or newer");
            assertThat(TargetState.of(server, UAT)).isEqualTo(before);

            Refusal.of(scenario::plan).as(Outcome.USAGE, "TOOL-TOO-OLD");
        }
    }

    /** Tools of version 17 set a parameter that older servers do not know, say so, go on, and end with 1. */
    @Test
    void restoresWithToolsThatAreNewerThanTheServers() throws Exception {
        Path newer = Files.createDirectory(directory.resolve("newer"));
        String version = "[ \"$1\" != --version ] || { echo \"${0##*/} (PostgreSQL) 17.1\"; exit; }\n";
        script(newer.resolve("pg_dump"), version + "exec " + copied("pg_dump") + " \"$@\"\n");
        script(newer.resolve("pg_restore"), version + """
                %s "$@" || exit
                case "$*" in *--dbname=*) ;; *) exit 0 ;; esac
                echo 'pg_restore: error: could not execute query: ERROR:  unrecognized configuration parameter "transaction_timeout"' >&2
                echo 'Command was: SET transaction_timeout = 0;' >&2
                case "$*" in *--exit-on-error*) exit 1 ;; esac
                echo 'pg_restore: warning: errors ignored on restore: 1' >&2
                exit 1
                """.formatted(copied("pg_restore")));

        PenstockProcess ended = withTools(newer + ":/usr/bin:/bin", "sync");

        assertThat(ended.exit()).as(ended.said()).isZero();
        assertThat(Postgres.low().rows(UAT, "SELECT count(*) FROM orders")).containsExactly("500");
    }

    private PenstockProcess withTools(String path, String command) throws Exception {
        assumeThat(new ProcessBuilder(List.of("unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"))
                        .start()
                        .waitFor())
                .as("this machine may not hide its tools from a process")
                .isZero();
        String[] arguments = command.equals("sync")
                ? new String[] {"sync", "prd", "uat", "--yes"}
                : new String[] {command, "prd", "uat"};
        return PenstockProcess.run(
                PenstockProcess.WITHOUT_PACKAGED_TOOLS,
                "128m",
                Map.of("TOOLS", path),
                scenario.configuration(),
                arguments);
    }

    private static int newestTools() throws IOException {
        String said = new String(new ProcessBuilder("pg_dump", "--version")
                .start()
                .getInputStream()
                .readAllBytes());
        return Integer.parseInt(said.replaceFirst("(?s).*\\(PostgreSQL\\) (\\d+).*", "$1"));
    }

    /** A tool where it is not hidden. */
    private Path copied(String name) throws IOException {
        return Files.copy(Path.of(Postgres.tool(name)), directory.resolve(name));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
