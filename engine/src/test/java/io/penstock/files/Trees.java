package io.penstock.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Makes file trees, at random or by hand, and tells them in full. */
final class Trees {

    /** Names as bytes in URI form: plain, spaces, line breaks, Unicode, invalid UTF-8, dashes, glob characters, very long. */
    private static final List<String> NAMES = List.of(
            "a",
            "b.jpg",
            "%20blank%20",
            "line%0Abreak",
            "%C3%A4%E2%82%AC",
            "%FF%FEinvalid",
            "-rf",
            "*%3F%5Bx%5D",
            "n3",
            "%EF%BF%BD",
            "tab%09",
            "%25%5C",
            "%F0%9F%92%A7",
            "w".repeat(250));

    private static final List<Integer> PERMISSIONS = List.of(0644, 0600, 0755, 0444, 0664);
    private static final List<Integer> DIRECTORY_PERMISSIONS = List.of(0755, 0700, 0775, 02755);

    private final Random random;

    Trees(long seed) {
        this.random = new Random(seed);
    }

    static Path name(String uri) {
        return PathText.decode("%/" + uri);
    }

    /** Fills a directory that exists; few names, sizes and times, so that two trees meet in every way. */
    void fill(Path directory, int depth) throws IOException {
        int count = random.nextInt(depth > 2 ? 12 : 6) + (depth > 2 ? 1 : 0);
        for (int i = 0; i < count; i++) {
            Path path = directory.resolve(name(pick(NAMES)));
            if (RunPlace.exists(path)) {
                continue;
            }
            int kind = random.nextInt(10);
            if (kind < 6) {
                file(path, "xyz".repeat(random.nextInt(3)) + random.nextInt(2), pick(PERMISSIONS));
            } else if (kind < 7) {
                Files.createSymbolicLink(path, name(pick(NAMES)));
                Attributes.setLinkTime(path, time());
            } else if (depth > 0) {
                Files.createDirectory(path);
                fill(path, depth - 1);
            }
        }
        Attributes.setPermissions(directory, pick(DIRECTORY_PERMISSIONS));
        Attributes.setTime(directory, time());
    }

    /** A file of each name, and the same again in a directory of each name. */
    static void everyName(Path directory, String content, int depth) throws IOException {
        for (String name : NAMES) {
            Path path = directory.resolve(name(name));
            if (depth > 1) {
                everyName(Trees.directory(path), content, depth - 1);
            } else {
                Files.writeString(path, content);
            }
        }
    }

    private void file(Path path, String content, int permissions) throws IOException {
        Files.writeString(path, content);
        Attributes.setPermissions(path, permissions);
        Attributes.setTime(path, time());
        if (root() && random.nextInt(4) == 0) {
            Attributes.setOwner(path, 1000 + random.nextInt(2), 1000);
        }
    }

    static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private FileTime time() {
        return FileTime.from(Instant.ofEpochSecond(1_700_000_000L + random.nextInt(2), 123_456_789));
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Path in URI form → everything that counts. */
    static Map<String, String> tell(Path root) {
        Map<String, String> told = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                told.put(PathText.encode(root.relativize(path)), tellOne(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return told;
    }

    private static String tellOne(Path path) throws IOException {
        Attributes is = Attributes.readByName(path);
        String owner = " " + is.uid() + ":" + is.gid();
        if (is.isLink()) {
            return "link " + PathText.encode(Files.readSymbolicLink(path)) + " "
                    + is.modified().to(TimeUnit.MICROSECONDS) + owner;
        }
        String state =
                Integer.toOctalString(is.permissions()) + " " + is.modified().toInstant() + owner;
        return is.isDirectory()
                ? "directory " + state
                : "file " + state + " " + Arrays.hashCode(Files.readAllBytes(path)) + " " + is.size();
    }

    static int run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path directory(Path path) throws IOException {
        return Files.createDirectories(path);
    }

    static boolean isEmptyOf(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }
}
