package io.penstock.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.landscape.FileScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenDirectoryTest {

    @TempDir
    Path temporary;

    @Test
    void readsTheSameAttributesAsByPath() throws IOException {
        assertThat(UnixStat.AVAILABLE)
                .as("tests run with the launcher's options")
                .isTrue();
        Trees.everyName(temporary, "text", 1);
        Files.createDirectory(temporary.resolve("directory"));
        Files.createSymbolicLink(temporary.resolve("link"), Path.of("nowhere"));
        int count = 0;
        try (OpenDirectory directory = new OpenDirectory(temporary)) {
            for (Path entry : directory) {
                assertThat(directory.readIfExists(entry.getFileName())).isEqualTo(Attributes.readByName(entry));
                count++;
            }
            assertThat(directory.readIfExists(Path.of("missing"))).isNull();
        }
        assertThat(count).isGreaterThan(10);
    }

    @Test
    void meansTheSameDirectoryAfterItWasRenamed() throws IOException {
        Path before = Files.createDirectory(temporary.resolve("before"));
        Files.writeString(before.resolve("file"), "text");
        try (OpenDirectory directory = new OpenDirectory(before)) {
            Files.move(before, temporary.resolve("after"));
            assertThat(directory.readIfExists(Path.of("file"))).isNotNull();
        }
    }

    /** One thread whose queue is full walks down by itself: it must not hold every directory above open. */
    @Test
    void keepsFewDirectoriesOpenHoweverDeepTheTree() throws IOException {
        Path source = Trees.directory(temporary.resolve("source/sites"));
        Path target = Trees.directory(temporary.resolve("target"));
        for (int i = 0; i < 5; i++) {
            Path deep = source;
            for (int depth = 0; depth < 100; depth++) {
                deep = deep.resolve("d" + (depth == 0 ? i : 0));
                Files.createDirectories(deep.resolve("leaf"));
            }
        }
        AtomicLong most = new AtomicLong();
        long before = open();
        new FileSync(new FileSyncOptions(
                        temporary.resolve("source"),
                        target,
                        new FileScope(List.of("sites"), List.of()),
                        false,
                        true,
                        1,
                        "run",
                        new FileListener() {
                            @Override
                            public boolean wantsChanges() {
                                return true;
                            }

                            @Override
                            public void changed(FileChange change) {
                                most.accumulateAndGet(open(), Math::max);
                            }
                        },
                        () -> false))
                .plan();
        assertThat(most.get() - before).isBetween(0L, 20L);
    }

    private static long open() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
