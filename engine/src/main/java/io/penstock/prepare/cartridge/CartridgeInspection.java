package io.penstock.prepare.cartridge;

import io.penstock.PenstockException;
import io.penstock.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that is there of the cartridges, to be looked through: what is wrong with one does not hide the others. Needs no database. For one thread. */
public final class CartridgeInspection implements AutoCloseable {

    private static final int DEEPEST = 40;

    private final List<Problem> problems = new ArrayList<>();
    private final List<Cartridge> cartridges = new ArrayList<>();
    private final List<Path> unlisted = new ArrayList<>();
    private final @Nullable Path list;

    private CartridgeInspection(@Nullable Path list) {
        this.list = list;
    }

    /** @param directory as of {@link Cartridges#read} */
    public static CartridgeInspection of(Path directory) {
        List<Path> directories = List.of(directory, directory.resolve("system/cartridges"));
        Optional<Path> list = directories.stream()
                .map(each -> each.resolve(Cartridges.LIST))
                .filter(Files::isRegularFile)
                .findFirst();
        CartridgeInspection inspection = new CartridgeInspection(list.orElse(null));
        try {
            inspection.read(directory, directories);
            return inspection;
        } catch (RuntimeException e) {
            inspection.close();
            throw e;
        }
    }

    private void read(Path directory, List<Path> directories) {
        Set<String> names = Set.of();
        try {
            if (list == null) {
                // Says what is missing, in the words of everybody else.
                Cartridges.read(directory).close();
            } else {
                names = Cartridges.names(list);
            }
        } catch (PenstockException e) {
            problems.addAll(e.problems());
        }
        for (String name : names) {
            Optional<CartridgeFiles> files =
                    Cartridges.NAME.matcher(name).matches() ? CartridgeFiles.find(name, directories) : Optional.empty();
            if (files.isPresent()) {
                cartridges.add(Descriptors.read(files.get(), problems));
            } else {
                problems.add(Cartridges.missing(name, String.valueOf(list)));
            }
        }
        for (Path each : directories) {
            findUnlisted(each, names);
        }
    }

    private void findUnlisted(Path directory, Set<String> names) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName()).replaceFirst("\\.jar$", "");
                if (!names.contains(name) && Cartridges.NAME.matcher(name).matches()) {
                    try (CartridgeFiles files =
                            CartridgeFiles.find(name, List.of(directory)).orElse(null)) {
                        if (files != null
                                && !files.descriptors(Descriptors::isDescriptor).isEmpty()) {
                            unlisted.add(entry);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        unlisted.sort(null);
    }

    /** What is wrong with the list and the descriptors. */
    public List<Problem> problems() {
        return problems;
    }

    /** The list; empty when there is none. */
    public Optional<Path> list() {
        return Optional.ofNullable(list);
    }

    /** Those of the list that are there, in its order, as far as they could be read. */
    public List<Cartridge> cartridges() {
        return cartridges;
    }

    /** Directories and jars beside the list that hold descriptors and that it does not name. */
    public List<Path> unlisted() {
        return unlisted;
    }

    /** The descriptors of a cartridge that count, by name. */
    public Map<String, Path> descriptors(Cartridge cartridge) {
        return cartridge.files().descriptors(Descriptors::isDescriptor);
    }

    /** The file that a step of a cartridge means by a name; empty when there is none, or it leads out of the cartridge. */
    public Optional<Path> file(Cartridge cartridge, String name) {
        for (Path root : cartridge.files().roots()) {
            Path path = root.resolve(name).normalize();
            if (path.startsWith(root.normalize()) && Files.isRegularFile(path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    /** The content of a file of a cartridge. */
    public byte[] read(Path file) {
        return CartridgeFiles.read(file);
    }

    /** All files of a cartridge. */
    public Set<Path> files(Cartridge cartridge) {
        Map<String, Path> found = new TreeMap<>();
        for (Path root : new LinkedHashSet<>(cartridge.files().roots())) {
            if (Files.isDirectory(root)) {
                try (Stream<Path> files = Files.walk(root, DEEPEST)) {
                    files.filter(Files::isRegularFile)
                            .forEach(file -> found.put(file.toUri().toString(), file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return new LinkedHashSet<>(found.values());
    }

    @Override
    public void close() {
        cartridges.forEach(cartridge -> cartridge.files().close());
    }
}
