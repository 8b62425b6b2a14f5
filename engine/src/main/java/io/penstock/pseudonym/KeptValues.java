package io.penstock.pseudonym;

import io.penstock.PenstockException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * The identifying values of kept rows. Such a value stays as it is in every column of its link, and no pseudonym of the link ever equals it. Filled before the
 * first row is rewritten; safe for use by several threads.
 */
public final class KeptValues {

    /** Above this many, keeping rows is no longer an exception to the map, and memory would grow with the data. */
    static final int LIMIT = 1_000_000;

    private final Map<String, Link> links = new TreeMap<>();
    private final AtomicInteger size = new AtomicInteger();
    private final int limit;

    KeptValues() {
        this(LIMIT);
    }

    KeptValues(int limit) {
        this.limit = limit;
    }

    /** The set of one link; made when first asked for. */
    Link link(String name, UnaryOperator<String> normalise) {
        return links.computeIfAbsent(name, absent -> new Link(normalise));
    }

    /**
     * Adds a value of a kept row.
     *
     * @param link one that {@link BoundMap#keptColumns()} names
     * @param value as read from the source; NULL and empty values need not be added
     */
    public void add(String link, String value) {
        Link set = links.get(link);
        if (set == null) {
            throw new IllegalArgumentException("no column has the link " + link);
        }
        if (!value.isEmpty() && set.values.add(set.normalise.apply(value)) && size.incrementAndGet() > limit) {
            throw new PenstockException(
                    PseudonymProblem.KEPT_VALUES_TOO_MANY,
                    "The rows to keep hold more than " + limit + " identifying values.",
                    "Make the `keep` conditions of the personal-data map narrower; they are meant for test accounts.");
        }
    }

    /** How many distinct values there are. */
    public int size() {
        return size.get();
    }

    /** The kept values of one link, normalised. */
    static final class Link {

        private final Set<String> values = ConcurrentHashMap.newKeySet();
        private final UnaryOperator<String> normalise;

        Link(UnaryOperator<String> normalise) {
            this.normalise = normalise;
        }

        boolean contains(String normalised) {
            return !values.isEmpty() && values.contains(normalised);
        }

        boolean isEmpty() {
            return values.isEmpty();
        }

        String normalise(String value) {
            return normalise.apply(value);
        }
    }
}
