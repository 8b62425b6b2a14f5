package io.penstock.landscape;

import static io.penstock.landscape.LandscapeProblem.CONFIG_CONFLICT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds databases and file roots that two clusters share: a sync into one of them would write into the other. Another address of the same database
 * cannot be told from here; the guards compare the databases themselves before a sync.
 */
final class Overlaps {

    private record Owner(String cluster, Place place) {}

    private final Problems problems;
    private final Path store;
    private final Map<String, Owner> databases = new LinkedHashMap<>();
    private final Map<Path, Owner> roots = new TreeMap<>();

    Overlaps(Problems problems, Path store) {
        this.problems = problems;
        this.store = real(store);
    }

    /** @param cluster its environment and type, such as {@code uat edit} */
    void addDatabase(String cluster, @Nullable String url, Place place) {
        if (url == null) {
            return;
        }
        Owner first = databases.putIfAbsent(JdbcUrl.identity(url), new Owner(cluster, place));
        if (first != null && !first.cluster().equals(cluster)) {
            conflict(
                    "this is the database of " + first.cluster() + " in line "
                            + first.place().line() + ".",
                    place);
        }
    }

    void addRoot(String cluster, Path root, Place place) {
        Path path = real(root);
        if (path.getNameCount() == 0) {
            conflict("the root of the whole file system cannot be a shared file system.", place);
            return;
        }
        if (store.startsWith(path)) {
            conflict("the store directory lies inside these files and would be synchronized with them.", place);
        }
        for (Map.Entry<Path, Owner> other : roots.entrySet()) {
            Owner owner = other.getValue();
            String name = owner.cluster() + " in line " + owner.place().line();
            if (path.equals(other.getKey())) {
                conflict("these are the files of " + name + ".", place);
            } else if (path.startsWith(other.getKey())) {
                conflict("these files lie inside those of " + name + ".", place);
            } else if (other.getKey().startsWith(path)) {
                conflict("the files of " + name + " lie inside these.", place);
            }
        }
        roots.putIfAbsent(path, new Owner(cluster, place));
    }

    private void conflict(String what, Place place) {
        problems.add(place, CONFIG_CONFLICT, what, "Give each cluster a place of its own.");
    }

    /** Symbolic links are followed as far as the path exists. */
    private static Path real(Path path) {
        Path existing = path.toAbsolutePath().normalize();
        for (Path start = existing; start != null; start = start.getParent()) {
            try {
                return start.toRealPath().resolve(start.relativize(existing)).normalize();
            } catch (IOException e) {
                // not there, or not readable: its parent is tried
            }
        }
        return existing;
    }
}
