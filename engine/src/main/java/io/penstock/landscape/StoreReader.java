package io.penstock.landscape;

import static io.penstock.landscape.LandscapeProblem.CONFIG_NOT_SUPPORTED;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads where runs are recorded. */
final class StoreReader {

    private static final Set<String> KEYS = Set.of("url", "user", "password");
    private static final String SUPPORTED = "jdbc:postgresql:";

    private final Values values;
    private final Overlaps overlaps;

    StoreReader(Values values, Overlaps overlaps) {
        this.values = values;
        this.overlaps = overlaps;
    }

    /** @return null when the store is embedded */
    @Nullable
    DatabaseAddress read(ConfigMapping root) {
        if (!(root.get("store") instanceof ConfigMapping store)) {
            root.choice("store", Map.of("embedded", "embedded"));
            return null;
        }
        store.rejectUnknown(KEYS);
        store.require("url");
        Supplier<String> url = new ClusterReader(values, overlaps).url(store, "url", "store");
        String known = Values.known(url);
        if (known != null && !known.startsWith(SUPPORTED)) {
            String what = "a store is a PostgreSQL database, or embedded.";
            store.problem(
                    "url",
                    CONFIG_NOT_SUPPORTED,
                    what,
                    "Write a URL such as " + SUPPORTED + "//host/penstock, or 'store: embedded'.");
        }
        Supplier<String> user = values.resolvable(store, "user");
        Secret password = values.password(store, "password");
        return url == null ? null : new DatabaseAddress(url, null, user, password);
    }
}
