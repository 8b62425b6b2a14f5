package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.database.Database;
import io.penstock.files.FileRootMarker;
import io.penstock.landscape.Cluster;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The databases and shared file systems of one environment, opened when they are asked for. */
final class TargetParts implements AutoCloseable {

    private final Landscape landscape;
    private final Environment environment;
    private final Databases databases;
    private final String holder;
    private final Map<String, SwapPart> open = new LinkedHashMap<>();

    TargetParts(Landscape landscape, Environment environment, Databases databases, String holder) {
        this.landscape = landscape;
        this.environment = environment;
        this.databases = databases;
        this.holder = holder;
    }

    /** All parts, databases first, as they are swapped. */
    List<SwapPart> all() {
        return some(environment.clusters().keySet(), true, true);
    }

    /** The databases, the shared file systems, or both, of some clusters; databases first, as they are swapped. */
    List<SwapPart> some(Set<ClusterType> clusters, boolean databases, boolean files) {
        List<String> names = new ArrayList<>();
        for (ClusterType type : clusters) {
            if (databases) {
                names.add(DatabasePart.name(mark(type)));
            }
        }
        for (ClusterType type : clusters) {
            if (files) {
                names.add(FilesPart.name(mark(type)));
            }
        }
        return names.stream().flatMap(name -> part(name).stream()).toList();
    }

    /**
     * Opens a part, or finds it open; empty when the environment has none of that name.
     *
     * @throws PenstockException also when its mark names another environment
     */
    Optional<SwapPart> part(String name) {
        SwapPart known = open.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        for (Cluster cluster : environment.clusters().values()) {
            String mark = mark(cluster.type());
            DatabaseAddress address = cluster.database();
            Path files = cluster.files();
            if (address != null && name.equals(DatabasePart.name(mark))) {
                open.put(name, openDatabase(address, mark));
            } else if (files != null && Files.isDirectory(files) && name.equals(FilesPart.name(mark))) {
                FileRootMarker.check(files, mark);
                open.put(name, FilesPart.unlocked(mark, files, Math.max(1, environment.undo()), holder));
            }
        }
        return Optional.ofNullable(open.get(name));
    }

    private SwapPart openDatabase(DatabaseAddress address, String mark) {
        Database target = databases.open(address, address.url());
        try {
            // An empty database without a mark is what a first sync found, and may be what was put back.
            new DatabaseGuard(landscape, databases).requireMarker(target, mark, environment, true);
            return new DatabasePart(mark, target, holder, null);
        } catch (RuntimeException e) {
            target.close();
            throw e;
        }
    }

    private String mark(ClusterType type) {
        return landscape.name() + "/" + environment.name() + "/" + type.label();
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        for (SwapPart part : open.values()) {
            try {
                part.close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
