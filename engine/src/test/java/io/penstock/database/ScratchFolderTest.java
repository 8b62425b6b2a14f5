package io.penstock.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {

    @TempDir
    Path directory;

    @Test
    void isForItsOwnerAlone() throws IOException {
        try (ScratchFolder scratch = ScratchFolder.make(parent())) {
            Path folder = scratch.file("a.dump").getParent();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void takesItsFilesWithIt() throws IOException {
        try (ScratchFolder scratch = ScratchFolder.make(parent())) {
            Files.writeString(scratch.file("a.dump"), "CREATE TABLE");
        }

        assertThat(folders()).isEmpty();
    }

    @Test
    void removesWhatAKilledRunLeft() throws Exception {
        Process run = otherRun();
        assertThat(folders()).hasSize(1);
        run.destroyForcibly().waitFor();

        try (ScratchFolder scratch = ScratchFolder.make(parent())) {
            assertThat(folders()).containsExactly(scratch.file("a").getParent());
        }
    }

    @Test
    void leavesWhatALivingRunHas() throws Exception {
        Process run = otherRun();
        try {
            try (ScratchFolder one = ScratchFolder.make(parent());
                    ScratchFolder another = ScratchFolder.make(parent())) {
                assertThat(folders()).hasSize(3);
            }
            try (ScratchFolder third = ScratchFolder.make(parent())) {
                assertThat(folders()).hasSize(2);
            }
        } finally {
            run.destroyForcibly().waitFor();
        }
    }

    private Path parent() {
        return directory.resolve("store/temporary");
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> entries = Files.list(parent().toRealPath())) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    /** Another process that has a folder, with a file in it. */
    private Process otherRun() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScratchFolderTest.class.getName(),
                        parent().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.getInputStream().read()).isEqualTo('r');
        return process;
    }

    /** The other process. */
    public static void main(String[] arguments) throws IOException {
        ScratchFolder scratch = ScratchFolder.make(Path.of(arguments[0]));
        Files.writeString(scratch.file("a.dump"), "CREATE TABLE");
        System.out.print('r');
        System.out.flush();
        if (System.in.read() < 0) {
            scratch.close();
        }
    }
}
