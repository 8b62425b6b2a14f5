package io.penstock.landscape;

import static io.penstock.landscape.LandscapeProblem.CONFIG_INVALID_VALUE;
import static io.penstock.landscape.LandscapeProblem.CONFIG_MISSING_KEY;
import static io.penstock.landscape.LandscapeProblem.CONFIG_PASSWORD_IN_URL;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one cluster of an environment. */
final class ClusterReader {

    private static final Set<String> KEYS = Set.of("database", "files");
    private static final Set<String> DATABASE_KEYS = Set.of("url", "read-from", "user", "password");
    /** An option that ends in {@code password} or {@code pwd}, or {@code //user:password@host}. */
    private static final Pattern PASSWORD =
            Pattern.compile("(?i)(password|pwd|password_hash)\\s*=|//[^/?;@]*:[^/?;@]*@");

    private final Values values;
    private final Overlaps overlaps;

    ClusterReader(Values values, Overlaps overlaps) {
        this.values = values;
        this.overlaps = overlaps;
    }

    Cluster read(ConfigMapping cluster, ClusterType type, String environment) {
        String name = environment + " " + type.label();
        cluster.rejectUnknown(KEYS);
        if (!cluster.keys().contains("database") && !cluster.keys().contains("files")) {
            String what = "the cluster '" + type.label() + "' has neither 'database' nor 'files'.";
            cluster.problems().add(cluster, CONFIG_MISSING_KEY, what, "Add one of the two, or both.");
        }
        ConfigMapping database = cluster.mapping("database");
        DatabaseAddress address = database == null ? null : address(database, name);
        Path files = values.path(cluster, "files");
        if (files != null) {
            overlaps.addRoot(name, files, cluster.placeOf("files"));
        }
        return new Cluster(type, address, files);
    }

    private @Nullable DatabaseAddress address(ConfigMapping database, String name) {
        database.rejectUnknown(DATABASE_KEYS);
        database.require("url");
        Supplier<String> url = url(database, "url", name);
        Supplier<String> readFrom = url(database, "read-from", name);
        Supplier<String> user = values.resolvable(database, "user");
        Secret password = values.password(database, "password");
        return url == null ? null : new DatabaseAddress(url, readFrom, user, password);
    }

    /** A JDBC URL that holds no password and names no database twice. */
    @Nullable
    Supplier<String> url(ConfigMapping database, String key, String cluster) {
        Supplier<String> url = values.url(database, key);
        String known = Values.known(url);
        if (known == null) {
            return url;
        }
        if (PASSWORD.matcher(known).find()) {
            String what = "'" + key + "' holds a password.";
            String remedy = "Write it as 'password: \"${env:NAME}\"' beside the URL.";
            database.problem(key, CONFIG_PASSWORD_IN_URL, what, remedy);
        } else if (!known.matches("(?s)jdbc:[a-z0-9]+:\\S.*")) {
            String remedy = "Write one such as jdbc:postgresql://host/database.";
            database.problem(key, CONFIG_INVALID_VALUE, "'" + key + "' is not a JDBC URL.", remedy);
        } else {
            overlaps.addDatabase(cluster, known, database.placeOf(key));
        }
        return url;
    }
}
