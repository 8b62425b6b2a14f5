package io.penstock.pseudonym.discovery;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a sample of one column, or of one place in its documents, looked like. Holds counts and shapes, no value. */
final class Profile {

    private static final int MOST_SHAPES = 200;
    private static final int MOST_DISTINCT = 5000;

    private final Map<Format, Integer> formats = new EnumMap<>(Format.class);
    private final Map<String, Integer> shapes = new HashMap<>();
    private final Set<Integer> distinct = new HashSet<>();
    private int nulls;
    private int blanks;
    private int values;
    private long length;
    private int digitsOnly;
    private final Set<String> years = new HashSet<>();
    private @Nullable DocumentProfile documents;

    void add(@Nullable String value, Formats recognise) {
        if (value == null) {
            nulls++;
            return;
        }
        if (value.isBlank()) {
            blanks++;
            return;
        }
        values++;
        length += value.length();
        for (Format format : recognise.of(value)) {
            formats.merge(format, 1, Integer::sum);
            if (format == Format.BIRTH_DATE) {
                years.add(value.strip().substring(0, 4));
            }
        }
        if (value.strip().chars().allMatch(Character::isDigit)) {
            digitsOnly++;
        }
        if (distinct.size() < MOST_DISTINCT) {
            distinct.add(value.hashCode());
        }
        String shape = Shape.of(value.strip());
        if (shapes.size() < MOST_SHAPES || shapes.containsKey(shape)) {
            shapes.merge(shape, 1, Integer::sum);
        }
    }

    /** The places of the documents that the column holds. */
    DocumentProfile documents() {
        if (documents == null) {
            documents = new DocumentProfile();
        }
        return documents;
    }

    boolean hasDocuments() {
        return documents != null && documents.documents() > 0;
    }

    /** How many values there were that are neither NULL nor blank. */
    int values() {
        return values;
    }

    int distinct() {
        return distinct.size();
    }

    int meanLength() {
        return values == 0 ? 0 : (int) (length / values);
    }

    /** The share of the values that have a format. */
    double share(Format format) {
        return values == 0 ? 0 : formats.getOrDefault(format, 0) / (double) values;
    }

    double digitsOnly() {
        return values == 0 ? 0 : digitsOnly / (double) values;
    }

    /** Whether dates are spread over the years as people's births are. */
    boolean spansALife() {
        return years.size() >= 15 && distinct.size() > values / 2;
    }

    /** Whether the values are texts that someone wrote. */
    boolean isWritten() {
        return share(Format.WORDS) > 0.5 && meanLength() > 20;
    }

    /** Whether the values are a few words that come again and again, as a state or a kind does. */
    boolean isEnumeration() {
        return values >= 50 && !isWritten() && distinct.size() <= Math.max(3, Math.min(12, values / 20));
    }

    /** The shape that most values have, the first in order among equals; absent where there is no value. */
    Optional<String> shape() {
        return shapes.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(
                                Map.Entry.<String, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey);
    }
}
