package io.penstock.sync;

import io.penstock.database.Marker;
import io.penstock.database.Snapshot;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.landscape.Environment;
import io.penstock.pseudonym.BoundMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the tables of one database.
 *
 * @param map the personal-data map, applied
 * @param asIs whether the source is itself a copy that this key and map have pseudonymized, so that its rows come down as they are
 */
public record DatabaseRules(BoundMap map, boolean asIs) {

    TableRule rule(TableName table) {
        TableRule rule = map.rule(table);
        return asIs && rule instanceof TableRule.Rewritten ? new TableRule.AsIs() : rule;
    }

    /** Finds out which values stay; before the first row is rewritten. */
    void keepValues(Snapshot snapshot) {
        for (BoundMap.KeptColumn kept : map.keptColumns()) {
            snapshot.distinctValues(kept.table(), kept.column(), kept.keep(), kept::add);
        }
    }

    boolean copiesLargeObjects() {
        return map.copiesLargeObjects();
    }

    /** What the marker of the copy says about its content. */
    public String seal(String run) {
        return sealOf(map) + " run=" + run;
    }

    /** Whether a marker's seal was made with this key and map. */
    public static boolean sealed(@Nullable Marker marker, BoundMap map) {
        String seal = marker == null ? null : marker.seal();
        return seal != null && seal.startsWith(sealOf(map) + " ");
    }

    /** What people should know when the target's content was pseudonymized with another key than it will be. */
    static Optional<String> rotation(@Nullable Marker target, BoundMap map, int version, Environment environment) {
        String seal = target == null ? null : target.seal();
        if (seal == null || !seal.startsWith("key=") || seal.startsWith("key=" + map.keyId() + " ")) {
            return Optional.empty();
        }
        String former = seal.substring("key=".length()).split(" ", 2)[0];
        return Optional.of(
                "the pseudonym key has changed: the rows of " + environment.name() + " were made with key "
                        + former + ", the next ones are made with key " + map.keyId() + ", version " + version
                        + "; all pseudonyms change, and nothing joins with what the former key made until every lower environment is refreshed");
    }

    /** What of a seal depends on key and map alone. */
    public static String sealOf(BoundMap map) {
        return "key=" + map.keyId() + " map=" + map.mapVersion().substring(0, 16);
    }
}
