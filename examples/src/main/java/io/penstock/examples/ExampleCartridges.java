package io.penstock.examples;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The cartridges of the shop: {@code core}, {@code bc_foundation}, {@code bc_mvc} and {@code demo_shop}, with what prepares their tables and data. */
public final class ExampleCartridges {

    private static final String LIST = "cartridges/cartridgelist.properties";

    private ExampleCartridges() {}

    /**
     * Writes the cartridges and their list.
     *
     * @param directory is created
     */
    public static void write(Path directory) throws IOException {
        URI list;
        try {
            list = Resources.url(LIST).toURI();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        if (list.getScheme().equals("jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(list, Map.of())) {
                copy(jar.provider().getPath(list), directory);
            }
        } else {
            copy(Path.of(list), directory);
        }
    }

    private static void copy(Path list, Path directory) throws IOException {
        Path root = Objects.requireNonNull(list.getParent());
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path into = directory.resolve(root.relativize(file).toString());
            Files.createDirectories(Objects.requireNonNull(into.getParent()));
            Files.write(into, Files.readAllBytes(file));
        }
    }
}
