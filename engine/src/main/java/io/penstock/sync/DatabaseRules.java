package io.penstock.sync;

import io.penstock.database.Catalog;
import io.penstock.database.Marker;
import io.penstock.database.RowSum;
import io.penstock.database.Snapshot;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.landscape.Environment;
import io.penstock.pseudonym.BoundMap;
import io.penstock.run.Progress;
import io.penstock.run.Workers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the tables of one database.
 *
 * @param map the personal-data map, applied
 * @param pseudonyms the sum of what this key and map have made of the personal columns of the source, by its seal: rows that add up to it come down as they are; absent for a source that holds
 *     real values, or may hold them
 * @param restored the seal that the copy gets because its rows come from a backup as they are; absent for a sync
 */
public record DatabaseRules(BoundMap map, Optional<RowSum> pseudonyms, Optional<RestoredSeal> restored) {

    /** The seal of rows that a backup holds. @param text absent for rows that nothing has pseudonymized */
    public record RestoredSeal(@Nullable String text) {}

    /** For a source of which nothing is known: all that is personal is replaced. */
    public static DatabaseRules of(BoundMap map) {
        return new DatabaseRules(map, Optional.empty(), Optional.empty());
    }

    /** For rows that come and stay as they are. @param seal what vouches for them; absent when nothing does */
    static DatabaseRules untouched(Catalog catalog, @Nullable String seal) {
        return new DatabaseRules(
                BoundMap.untouched(catalog), Optional.of(RowSum.ZERO), Optional.of(new RestoredSeal(seal)));
    }

    static DatabaseRules of(BoundMap map, Environment source, Optional<Marker> marker) {
        return source.role() == Environment.Role.TEST
                ? new DatabaseRules(map, SealedRows.named(marker, map), Optional.empty())
                : of(map);
    }

    /** These, if the source holds what its seal names; else those for a source of which nothing is known. */
    DatabaseRules proven(Snapshot source, Workers workers, Progress progress) {
        return pseudonyms.isEmpty() || pseudonyms.get().equals(SealedRows.of(source, map, workers, progress))
                ? this
                : of(map);
    }

    /** Whether the rows of the source come down as they are. */
    public boolean asIs() {
        return pseudonyms.isPresent();
    }

    TableRule rule(TableName table) {
        TableRule rule = map.rule(table);
        return asIs() && rule instanceof TableRule.Rewritten ? new TableRule.AsIs() : rule;
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

    /** The marker of the copy. @param sum of its personal columns, for the end of a seal */
    Marker marker(String mark, String run, String sum) {
        return new Marker(mark, restored.isPresent() ? restored.get().text() : seal(run) + sum);
    }

    /** What the marker of the copy says about its content. */
    public String seal(String run) {
        return sealOf(map) + " run=" + run;
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
