package io.penstock.prepare.cartridge;

import static io.penstock.prepare.cartridge.CartridgeProblem.CARTRIDGE_FILE_UNREADABLE;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The files of one cartridge, wherever the documented layouts put them: of its source, of a share, or of its jars. Where a file is in several places, the first of these wins:
 * {@code src/main/resources/<cartridge>}, {@code src/main/resources/resources/<cartridge>}, {@code staticfiles/cartridge}, {@code release}, and the jars. For one thread.
 */
public final class CartridgeFiles implements AutoCloseable {

    private static final long MOST_BYTES = 32L << 20;

    private final String cartridge;
    private final Path home;
    private final List<Path> descriptorPlaces = new ArrayList<>();
    private final List<Path> resourceRoots = new ArrayList<>();
    private final List<FileSystem> jars = new ArrayList<>();
    private final List<Path> jarFiles = new ArrayList<>();

    private CartridgeFiles(String cartridge, Path home) {
        this.cartridge = cartridge;
        this.home = home;
    }

    /** Finds the cartridge under one of the directories; empty when none of them has it. */
    static Optional<CartridgeFiles> find(String cartridge, List<Path> directories) {
        for (Path directory : directories) {
            Path home = directory.resolve(cartridge);
            Path jar = directory.resolve(cartridge + ".jar");
            if (Files.isDirectory(home) || Files.isRegularFile(jar)) {
                CartridgeFiles files = new CartridgeFiles(cartridge, Files.isDirectory(home) ? home : jar);
                files.addPlaces(home, jar);
                return Optional.of(files);
            }
        }
        return Optional.empty();
    }

    private void addPlaces(Path directory, Path jar) {
        addResources(directory.resolve("src/main/resources"));
        Path statics = directory.resolve("staticfiles/cartridge");
        add(statics, List.of(statics.resolve("lib"), directory.resolve("javasource"), statics));
        Path release = directory.resolve("release");
        add(release, List.of(release.resolve("lib"), release));
        for (Path each : jars(jar, release.resolve("lib"), directory)) {
            Path root = open(each);
            add(root, List.of());
            addResources(root);
        }
    }

    private void addResources(Path root) {
        descriptorPlaces.add(root.resolve(cartridge));
        descriptorPlaces.add(root.resolve("resources").resolve(cartridge));
        resourceRoots.add(root);
    }

    private void add(Path descriptors, List<Path> roots) {
        descriptorPlaces.add(descriptors);
        resourceRoots.addAll(roots);
    }

    private List<Path> jars(Path beside, Path... directories) {
        List<Path> found = new ArrayList<>();
        if (Files.isRegularFile(beside)) {
            found.add(beside);
        }
        for (Path directory : directories) {
            if (Files.isDirectory(directory)) {
                list(directory, name -> name.endsWith(".jar")).forEach(found::add);
            }
        }
        return found;
    }

    private Path open(Path jar) {
        try {
            FileSystem opened = FileSystems.newFileSystem(jar, (ClassLoader) null);
            jars.add(opened);
            jarFiles.add(jar);
            return opened.getPath("/");
        } catch (IOException e) {
            throw unreadable(jar.toString(), e);
        }
    }

    public String cartridge() {
        return cartridge;
    }

    /** The directory or jar of the cartridge, for people. */
    public Path home() {
        return home;
    }

    /** The jars in which its classes are. */
    public List<Path> jars() {
        return List.copyOf(jarFiles);
    }

    /** Where the names of files begin, the one that wins first. */
    List<Path> roots() {
        return List.copyOf(resourceRoots);
    }

    /** The descriptors whose names are wanted, by name; of each the one that wins. */
    Map<String, Path> descriptors(Predicate<String> wanted) {
        Map<String, Path> found = new LinkedHashMap<>();
        for (Path place : descriptorPlaces) {
            if (Files.isDirectory(place)) {
                list(place, wanted).forEach(path -> found.putIfAbsent(nameOf(path), path));
            }
        }
        return found;
    }

    /**
     * The content of a file that a step names, such as {@code resources/core/dbinit/scripts/a.sql}; empty when there is none.
     *
     * @throws PenstockException when the name leads out of the cartridge, or the file cannot be read
     */
    public Optional<byte[]> resource(String name) {
        for (Path root : resourceRoots) {
            Path path = root.resolve(name).normalize();
            if (!path.startsWith(root.normalize())) {
                throw new PenstockException(
                        CARTRIDGE_FILE_UNREADABLE,
                        "'" + name + "' leads out of the cartridge " + cartridge + ".",
                        "Name a file of the cartridge.");
            }
            if (Files.isRegularFile(path)) {
                return Optional.of(read(path));
            }
        }
        return Optional.empty();
    }

    /** The files beside a path, itself among them, whose names differ from it only by what follows {@code _} or {@code -} before the ending, such as that of a locale. */
    List<String> variants(String path) {
        int slash = path.lastIndexOf('/') + 1;
        int dot = path.lastIndexOf('.') < slash ? path.length() : path.lastIndexOf('.');
        String bare = path.substring(slash, dot);
        String end = path.substring(dot);
        Set<String> found = new TreeSet<>();
        for (Path root : resourceRoots) {
            Path directory = root.resolve(path.substring(0, slash)).normalize();
            if (directory.startsWith(root.normalize()) && Files.isDirectory(directory)) {
                list(
                                directory,
                                name -> name.equals(bare + end)
                                        || name.endsWith(end)
                                                && (name.startsWith(bare + "_") || name.startsWith(bare + "-")))
                        .forEach(each -> found.add(path.substring(0, slash) + nameOf(each)));
            }
        }
        return List.copyOf(found);
    }

    static byte[] read(Path path) {
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new PenstockException(
                        CARTRIDGE_FILE_UNREADABLE,
                        path + " has more than " + (MOST_BYTES >> 20) + " MB.",
                        "Split it into several files and steps.");
            }
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw unreadable(path.toString(), e);
        }
    }

    private static List<Path> list(Path directory, Predicate<String> wanted) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (wanted.test(nameOf(entry)) && Files.isRegularFile(entry)) {
                    found.add(entry);
                }
            }
        } catch (IOException e) {
            throw unreadable(directory.toString(), e);
        }
        found.sort(null);
        return found;
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static PenstockException unreadable(String what, IOException e) {
        return new PenstockException(
                CARTRIDGE_FILE_UNREADABLE,
                what + " cannot be read: " + e.getMessage() + ".",
                "Give this user the right to read it, or put the cartridge there anew.",
                e);
    }

    @Override
    public void close() {
        for (FileSystem jar : jars) {
            try {
                jar.close();
            } catch (IOException e) {
                // It was only read.
            }
        }
    }
}
