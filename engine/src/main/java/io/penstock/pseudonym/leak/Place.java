package io.penstock.pseudonym.leak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What was found in one column, or in what else may hold text. For one thread; those of several threads are put together in the end. */
final class Place {

    /** Stated: so often a column of values that have nothing to do with the personal ones is taken for a leak. */
    private static final double CHANCE = 1e-3;

    private static final int KEYS = 3;
    private static final int UNCHANGED = 2 * Tag.COUNT;

    /** Of the many columns, few hold anything like a personal value. */
    private static final long[] NONE = {};

    private final String name;
    private final boolean searched;
    private long[] tried = NONE;
    private long[] hits = NONE;
    private long[] writtenHits = NONE;
    private double[] crowds = {};
    private long unchanged;
    /** By what was found, as {@link #slot} counts it: rows that hold something by chance must not be named for a leak beside them. */
    private final Map<Integer, Set<String>> keys = new HashMap<>();

    private final BitSet ofRow = new BitSet();

    /** @param searched whether it can hold personal values at all */
    Place(String name, boolean searched) {
        this.name = name;
        this.searched = searched;
    }

    boolean searched() {
        return searched;
    }

    void tried(int tag, boolean written) {
        if (!written) {
            if (tried == NONE) {
                tried = new long[Tag.COUNT];
            }
            tried[tag]++;
        }
    }

    /** @param crowd which part of the values near this one is personal too */
    void hit(int tag, boolean written, double crowd) {
        if (hits == NONE) {
            hits = new long[Tag.COUNT];
            writtenHits = new long[Tag.COUNT];
            crowds = new double[Tag.COUNT];
        }
        ofRow.set(slot(tag, written));
        if (written) {
            writtenHits[tag]++;
        } else {
            hits[tag]++;
            crowds[tag] += crowd;
        }
    }

    /** A row with the look-alike that it had in the source. */
    void unchanged() {
        ofRow.set(UNCHANGED);
        unchanged++;
    }

    private static int slot(int tag, boolean written) {
        return written ? Tag.COUNT + tag : tag;
    }

    /** Ends a row in which something was found. */
    void endRow(Optional<String> key) {
        key.ifPresent(known -> ofRow.stream().forEach(slot -> key(slot, known)));
        ofRow.clear();
    }

    private void key(int slot, String key) {
        Set<String> known = keys.computeIfAbsent(slot, each -> new LinkedHashSet<>());
        if (known.size() < KEYS) {
            known.add(key);
        }
    }

    private void add(Place other) {
        unchanged += other.unchanged;
        tried = sum(tried, other.tried);
        hits = sum(hits, other.hits);
        writtenHits = sum(writtenHits, other.writtenHits);
        if (other.crowds.length > 0) {
            double[] all = crowds.length == 0 ? new double[Tag.COUNT] : crowds;
            Arrays.setAll(all, tag -> all[tag] + other.crowds[tag]);
            crowds = all;
        }
        other.keys.forEach((slot, some) -> some.forEach(key -> key(slot, key)));
    }

    private static long[] sum(long[] some, long[] more) {
        long[] all = some == NONE ? new long[Tag.COUNT] : some;
        for (int tag = 0; tag < more.length; tag++) {
            all[tag] += more[tag];
        }
        return all;
    }

    /** What all of it comes to. */
    record Result(List<Finding> leaks, List<Finding> lookAlikes) {}

    static Result together(Collection<Place> places, FingerprintSet personal) {
        Map<String, Place> byName = new TreeMap<>();
        places.forEach(place -> byName.computeIfAbsent(place.name, name -> new Place(name, true))
                .add(place));
        Result result = new Result(new ArrayList<>(), new ArrayList<>());
        byName.values().forEach(place -> place.judge(personal, result));
        return result;
    }

    private void judge(FingerprintSet personal, Result result) {
        Map<String, Long> leaks = new TreeMap<>();
        Map<String, Set<String>> rows = new HashMap<>();
        if (unchanged > 0) {
            String what = "the value that the row has in the source";
            leaks.put(what, unchanged);
            name(rows, what, UNCHANGED);
        }
        Map<String, Long> lookAlikes = new TreeMap<>();
        for (int tag = 0; tag < hits.length; tag++) {
            long certain = writtenHits[tag];
            long byChance = 0;
            String what = Tag.label(tag);
            if (certain > 0) {
                name(rows, what, slot(tag, true));
            }
            if (hits[tag] > 0) {
                if (isMoreThanChance(tag, personal)) {
                    certain += hits[tag];
                    name(rows, what, slot(tag, false));
                } else {
                    byChance = hits[tag];
                }
            }
            if (certain > 0) {
                leaks.merge(what, certain, Long::sum);
            }
            if (byChance > 0) {
                lookAlikes.merge(what, byChance, Long::sum);
            }
        }
        leaks.forEach((what, count) -> result.leaks()
                .add(new Finding(
                        name,
                        what,
                        count,
                        rows.getOrDefault(what, Set.of()).stream().limit(KEYS).toList())));
        lookAlikes.forEach((what, count) -> result.lookAlikes().add(new Finding(name, what, count, List.of())));
    }

    private void name(Map<String, Set<String>> rows, String what, int slot) {
        rows.computeIfAbsent(what, each -> new LinkedHashSet<>()).addAll(keys.getOrDefault(slot, Set.of()));
    }

    /** Whether so many of the tokens that were tried would hardly be among the personal values if they had nothing to do with them. */
    private boolean isMoreThanChance(int tag, FingerprintSet personal) {
        double share = personal.count(tag) / Tag.room(tag) + crowds[tag] / hits[tag];
        double expected = tried[tag] * Math.min(1, share);
        return atLeast(hits[tag], expected) < CHANCE;
    }

    /** The chance of at least so many of a rare event that is expected so often (Poisson); 1 where it is not rare. */
    private static double atLeast(long count, double expected) {
        if (expected >= count) {
            return 1;
        }
        // Chernoff's bound, on the safe side; for one event it is exact enough.
        return count == 1 ? 1 - Math.exp(-expected) : Math.exp(count - expected + count * Math.log(expected / count));
    }
}
