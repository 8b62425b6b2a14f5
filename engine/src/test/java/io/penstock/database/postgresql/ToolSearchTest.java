package io.penstock.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.PenstockException;
import io.penstock.ProblemCode;
import io.penstock.database.DatabaseProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the tools of this test are shell scripts")
class ToolSearchTest {

    @TempDir
    private Path root;

    @Test
    void takesTheOldestToolsThatWillDo() throws IOException {
        tools("14/bin", says("14.24"));
        tools("18/bin", says("18.6 (Debian 18.6-1)"));
        tools("16/bin", says("16.15"));
        tools("path", says("17beta1"));

        assertThat(search("path").find(14).version()).isEqualTo(14);
        assertThat(search("path").find(15).version()).isEqualTo(16);
        assertThat(search("path").find(17).version()).isEqualTo(17);
        assertThat(search("nowhere").find(17).version()).isEqualTo(18);
    }

    @Test
    void saysWhichVersionIsMissing() throws IOException {
        assertRefused(DatabaseProblem.TOOL_MISSING, 15, "of version 15 or newer", "PATH");

        tools("13/bin", says("13.1"));
        tools("14/bin", says("14.24"));
        assertRefused(DatabaseProblem.TOOL_TOO_OLD, 15, "is of version 14 and refuses a server of version 15");
    }

    @Test
    void doesNotRelyOnToolsThatFail() throws IOException {
        tools("16/bin", says("16.15") + "exit 1\n");
        tools("17/bin", "echo 'pg_dump: symbol lookup error' >&2\n");
        tools("18/bin", "head -c 300000 /dev/zero >&2; echo 'no (PostgreSQL) 99999999999999'\n");
        write(root.resolve("19/bin/pg_dump"), "\u007fELF is not what it is");
        write(root.resolve("19/bin/pg_restore"), "\u007fELF is not what it is");
        assertRefused(DatabaseProblem.TOOL_MISSING, 15, "or do not run");

        tools("15/bin", says("15.19"));
        assertThat(search("").find(15).version()).isEqualTo(15);
    }

    @Test
    void needsBothTools() throws IOException {
        write(root.resolve("17/bin/pg_dump"), "#!/bin/sh\n" + says("17.1"));
        assertRefused(DatabaseProblem.TOOL_MISSING, 15, "not installed");

        write(root.resolve("17/bin/pg_restore"), "#!/bin/sh\n" + says("14.1"));
        assertRefused(DatabaseProblem.TOOL_TOO_OLD, 15, "of version 14");
    }

    private ToolSearch search(String path) {
        return new ToolSearch(List.of(root, root.resolve("no-such-root")), ":" + root.resolve(path) + ":/no/such/path");
    }

    private void assertRefused(ProblemCode code, int version, String... words) {
        assertThatExceptionOfType(PenstockException.class)
                .isThrownBy(() -> search("").find(version))
                .satisfies(thrown -> assertThat(thrown.problems().get(0).code()).isEqualTo(code))
                .satisfies(thrown -> assertThat(thrown.getMessage()).contains(words));
    }

    private static String says(String version) {
        return "echo \"${0##*/} (PostgreSQL) " + version + "\"\n";
    }

    private void tools(String directory, String script) throws IOException {
        write(root.resolve(directory).resolve("pg_dump"), "#!/bin/sh\n" + script);
        write(root.resolve(directory).resolve("pg_restore"), "#!/bin/sh\n" + script);
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
