package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.database.Database;
import io.penstock.database.Dialect;
import io.penstock.database.PreparationSession;
import io.penstock.landscape.Cluster;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reaches the databases of an environment; those that are marked as others are refused. */
final class PreparedDatabases {

    private final Landscape landscape;
    private final List<Dialect> dialects;

    PreparedDatabases(Landscape landscape, List<Dialect> dialects) {
        this.landscape = landscape;
        this.dialects = List.copyOf(dialects);
    }

    Environment environment(String name) {
        return landscape
                .environment(name)
                .orElseThrow(() -> new PenstockException(
                        PrepareProblem.ENVIRONMENT_NOT_PREPARABLE,
                        "There is no environment " + name + ".",
                        "Name one of penstock.yaml."));
    }

    /** Edit before live. @param asked all when empty */
    Map<ClusterType, DatabaseAddress> of(Environment environment, Set<ClusterType> asked) {
        Map<ClusterType, DatabaseAddress> found = new TreeMap<>();
        for (Cluster cluster : environment.clusters().values()) {
            @Nullable DatabaseAddress address = cluster.database();
            if (address != null && (asked.isEmpty() || asked.contains(cluster.type()))) {
                found.put(cluster.type(), address);
            }
        }
        if (found.isEmpty()) {
            throw new PenstockException(
                    PrepareProblem.ENVIRONMENT_NOT_PREPARABLE,
                    environment.name() + " has no such cluster with a database.",
                    "Name an environment and cluster that has one in penstock.yaml.");
        }
        return found;
    }

    Database open(Environment environment, ClusterType type, DatabaseAddress address) {
        Database database = Dialect.of(address.url(), dialects).open(address, address.url(), purpose(environment));
        String own = landscape.name() + "/" + environment.name() + "/" + type.label();
        String marked = database.marker().map(marker -> marker.environment()).orElse(own);
        if (!marked.equals(own)) {
            database.close();
            throw new PenstockException(
                    PrepareProblem.ENVIRONMENT_NOT_PREPARABLE,
                    "The database of " + own + " is marked as that of " + marked + ".",
                    "Correct the url in penstock.yaml.");
        }
        return database;
    }

    PreparationSession session(Environment environment, DatabaseAddress address) {
        return Dialect.of(address.url(), dialects).prepare(address, purpose(environment));
    }

    Dialect dialect(DatabaseAddress address) {
        return Dialect.of(address.url(), dialects);
    }

    private static String purpose(Environment environment) {
        return "penstock prepare " + environment.name();
    }
}
