package io.penstock.pseudonym.leak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was found in one column, or in what else may hold text. For one thread; those of several threads are put together in the end. */
final class Place {

    /** Stated: so often a column of values that have nothing to do with the personal ones is taken for a leak. */
    private static final double CHANCE = 1e-3;

    private static final int KEYS = 3;

    /** Of the many columns, few hold anything like a personal value. */
    private static final long[] NONE = {};

    private final String name;
    private final boolean searched;
    private long[] tried = NONE;
    private long[] hits = NONE;
    private long[] writtenHits = NONE;
    private double[] crowds = {};
    private long unchanged;
    private final Set<String> keys = new LinkedHashSet<>();

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
        if (written) {
            writtenHits[tag]++;
        } else {
            hits[tag]++;
            crowds[tag] += crowd;
        }
    }

    /** A row with the look-alike that it had in the source. */
    void unchanged() {
        unchanged++;
    }

    void key(String key) {
        if (keys.size() < KEYS) {
            keys.add(key);
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
        other.keys.forEach(this::key);
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
        if (unchanged > 0) {
            leaks.put("the value that the row has in the source", unchanged);
        }
        Map<String, Long> lookAlikes = new TreeMap<>();
        for (int tag = 0; tag < hits.length; tag++) {
            long certain = writtenHits[tag];
            long byChance = 0;
            if (hits[tag] > 0) {
                if (isMoreThanChance(tag, personal)) {
                    certain += hits[tag];
                } else {
                    byChance = hits[tag];
                }
            }
            if (certain > 0) {
                leaks.merge(Tag.label(tag), certain, Long::sum);
            }
            if (byChance > 0) {
                lookAlikes.merge(Tag.label(tag), byChance, Long::sum);
            }
        }
        leaks.forEach((what, count) -> result.leaks().add(new Finding(name, what, count, List.copyOf(keys))));
        lookAlikes.forEach((what, count) -> result.lookAlikes().add(new Finding(name, what, count, List.of())));
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
