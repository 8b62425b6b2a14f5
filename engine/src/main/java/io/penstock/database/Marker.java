package io.penstock.database;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which environment a database belongs to, and, when a sync filled it, from which data.
 *
 * @param environment {@code landscape/environment/cluster}, such as {@code acme/uat/edit}
 * @param seal what pseudonymized its content: ids of key and map; absent when no sync did
 */
public record Marker(String environment, @Nullable String seal) {

    public Optional<String> sealed() {
        return Optional.ofNullable(seal);
    }
}
