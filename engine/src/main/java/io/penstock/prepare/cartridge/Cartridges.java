package io.penstock.prepare.cartridge;

import static io.penstock.prepare.cartridge.CartridgeProblem.CARTRIDGE_LIST_MISSING;
import static io.penstock.prepare.cartridge.CartridgeProblem.CARTRIDGE_MISSING;

import io.penstock.PenstockException;
import io.penstock.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The cartridges of {@code cartridges.dbinit} in {@code cartridgelist.properties}, in its order, with all that they bring. No cartridge is left out silently: one that is
 * missing or broken is a problem.
 */
public final class Cartridges implements AutoCloseable {

    static final String LIST = "cartridgelist.properties";
    private static final String KEY = "cartridges.dbinit";

    /** A name of a directory, and not the way out of one. */
    static final Pattern NAME = Pattern.compile("\\w[\\w.-]*");

    private final List<Cartridge> cartridges;

    private Cartridges(List<Cartridge> cartridges) {
        this.cartridges = List.copyOf(cartridges);
    }

    /** Whether a directory or share holds a list of cartridges. */
    public static boolean isIn(Path directory) {
        return places(directory).stream().anyMatch(each -> Files.isRegularFile(each.resolve(LIST)));
    }

    private static List<Path> places(Path directory) {
        return List.of(directory, directory.resolve("system/cartridges"));
    }

    /**
     * Reads all cartridges.
     *
     * @param directory with the list and the cartridges, or a share with both in {@code system/cartridges}
     * @throws PenstockException with everything that is missing or invalid
     */
    public static Cartridges read(Path directory) {
        List<Path> directories = places(directory);
        Path list = directories.stream()
                .map(each -> each.resolve(LIST))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new PenstockException(
                        CARTRIDGE_LIST_MISSING,
                        "There is no " + LIST + " in " + directory + " or in its system/cartridges.",
                        "Name under 'cartridges' in penstock.yaml the directory that holds it."));
        List<Problem> problems = new ArrayList<>();
        List<Cartridge> found = new ArrayList<>();
        for (String name : names(list)) {
            Optional<CartridgeFiles> files =
                    NAME.matcher(name).matches() ? CartridgeFiles.find(name, directories) : Optional.empty();
            if (files.isPresent()) {
                found.add(Descriptors.read(files.get(), problems));
            } else {
                problems.add(missing(name, list.toString()));
            }
        }
        if (!problems.isEmpty()) {
            found.forEach(cartridge -> cartridge.files().close());
            throw new PenstockException(problems);
        }
        return new Cartridges(found);
    }

    static Problem missing(String name, String list) {
        return new Problem(
                CARTRIDGE_MISSING,
                "The cartridge " + name + " of " + list + " is not there.",
                "Put it beside the list, or take it out of " + KEY + ".");
    }

    static Set<String> names(Path list) {
        Set<String> names = new LinkedHashSet<>();
        for (PropertiesText.Entry entry : PropertiesText.read(CartridgeFiles.read(list))) {
            if (entry.key().equals(KEY)) {
                for (String name : entry.value().strip().split("[\\s,;]+")) {
                    if (!name.isEmpty()) {
                        names.add(name);
                    }
                }
            }
        }
        if (names.isEmpty()) {
            throw new PenstockException(
                    CARTRIDGE_LIST_MISSING,
                    list + " names no cartridge.",
                    "Write " + KEY + " = and the names of the cartridges, parted by blanks.");
        }
        return names;
    }

    /** In the order of the list. */
    public List<Cartridge> all() {
        return cartridges;
    }

    @Override
    public void close() {
        cartridges.forEach(cartridge -> cartridge.files().close());
    }
}
