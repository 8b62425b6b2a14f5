package io.penstock.pseudonym;

import io.penstock.database.NestedText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Replaces the fields of composites, by their names, and the values of pairs, by their keys; NULL and empty ones stay. */
final class Parts {

    /** The key that stands for all others. */
    static final String ANY_KEY = "*";

    private Parts() {}

    /** @param fields by their number; null for one that stays as it is */
    static Pseudonymizer ofComposite(List<@Nullable Pseudonymizer> fields, OddValues odd) {
        return (value, row) -> {
            String made = NestedText.fields(value, (number, field) -> {
                Pseudonymizer pseudonymizer = number < fields.size() ? fields.get(number) : null;
                return pseudonymizer == null || field.isEmpty() ? field : pseudonymizer.replace(field, row);
            });
            if (made == null) {
                odd.add();
            }
            return made;
        };
    }

    /** A key that is not named stays as it is, unless there is one for {@link #ANY_KEY}. */
    static Pseudonymizer ofPairs(Map<String, Pseudonymizer> keys, List<String> open, OddValues odd) {
        Map<String, Pseudonymizer> known = Map.copyOf(keys);
        LongAdder unnamed = new LongAdder();
        Map<String, LongAdder> uses = new HashMap<>();
        known.keySet().forEach(key -> uses.put(key, odd.paths().of(key)));
        return (value, row) -> {
            odd.paths().addDocument();
            String made = NestedText.pairs(value, (key, text) -> {
                Pseudonymizer pseudonymizer = known.get(key);
                String name = key;
                if (pseudonymizer == null && !open.contains(key)) {
                    pseudonymizer = known.get(ANY_KEY);
                    name = ANY_KEY;
                }
                if (pseudonymizer == null) {
                    return text;
                }
                uses.getOrDefault(name, unnamed).increment();
                return text.isEmpty() ? text : pseudonymizer.replace(text, row);
            });
            if (made == null) {
                odd.add();
            }
            return made == null ? "" : made;
        };
    }
}
