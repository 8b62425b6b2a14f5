package io.penstock.landscape;

import static io.penstock.landscape.LandscapeProblem.CONFIG_INVALID_VALUE;
import static io.penstock.landscape.LandscapeProblem.CONFIG_MISSING_KEY;
import static io.penstock.landscape.LandscapeProblem.CONFIG_UNKNOWN_KEY;
import static io.penstock.landscape.LandscapeProblem.CONFIG_WRONG_TYPE;

import io.penstock.ProblemCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keys with values. Every getter gives null both where the key is absent and where its value has the wrong form; the second is noted in the
 * problems of the file, so that the caller goes on and the user sees all problems at once. No getter repeats a value in a message that it notes,
 * except numbers and words that were to be chosen from a list.
 */
public final class ConfigMapping implements ConfigNode {

    record Entry(Place place, ConfigNode value) {}

    private final Place place;
    private final Map<String, Entry> entries;
    private final Problems problems;

    ConfigMapping(Place place, Map<String, Entry> entries, Problems problems) {
        this.place = place;
        this.entries = entries;
        this.problems = problems;
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public String described() {
        return "keys with values";
    }

    @Override
    public String toString() {
        return "ConfigMapping[" + place + "]";
    }

    /** The problems of the whole file. */
    public Problems problems() {
        return problems;
    }

    /** In the order of the file. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** All values by key, in the order of the file. */
    public Map<String, ConfigNode> values() {
        Map<String, ConfigNode> result = new LinkedHashMap<>();
        entries.forEach((key, entry) -> result.put(key, entry.value()));
        return result;
    }

    public @Nullable ConfigNode get(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    /** Where the key stands; where the mapping begins when it has no such key. */
    public Place placeOf(String key) {
        Entry entry = entries.get(key);
        return entry == null ? place : entry.place();
    }

    /** Notes a problem at a key, or at the beginning of the mapping when it has no such key. */
    public void problem(String key, ProblemCode code, String what, String remedy) {
        problems.add(placeOf(key), code, what, remedy);
    }

    /** Notes every key that is not known, with the known one that is nearest. */
    public void rejectUnknown(Set<String> known) {
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                String what = "unknown key '" + key + "'" + Nearest.clause(key, known);
                problems.add(entry.place(), CONFIG_UNKNOWN_KEY, what, "Correct the key or remove it.");
            }
        });
    }

    /** Any single value as it is written, whatever YAML takes it for: {@code null}, {@code 007} and {@code yes} are texts here. */
    public @Nullable String text(String key) {
        Scalar scalar = scalar(key, "a single value");
        if (scalar != null && scalar.meaning() == Meaning.NULL && scalar.text().isEmpty()) {
            return scalar.asText("'" + key + "'", problems);
        }
        return scalar == null ? null : scalar.text();
    }

    /** Text; what YAML takes for a number, a boolean or null is a problem that asks for quotes, and so is blank text. */
    public @Nullable String string(String key) {
        Scalar scalar = scalar(key, "text");
        String value = scalar == null ? null : scalar.asText("'" + key + "'", problems);
        if (value != null && value.isBlank()) {
            problem(key, CONFIG_INVALID_VALUE, "'" + key + "' is blank.", "Write a value, or remove the key.");
            return null;
        }
        return value;
    }

    public @Nullable String requiredString(String key) {
        return required(key, this::string);
    }

    public @Nullable Integer integer(String key, int min, int max) {
        Scalar scalar = scalar(key, "a whole number");
        if (scalar == null) {
            return null;
        }
        if (scalar.meaning() == Meaning.INTEGER && scalar.text().matches("[-+]?[0-9]{1,18}")) {
            long value = Long.parseLong(scalar.text());
            if (value >= min && value <= max) {
                return (int) value;
            }
        }
        boolean number = scalar.meaning() == Meaning.INTEGER || scalar.meaning() == Meaning.DECIMAL;
        String found = number && scalar.text().length() <= 24 ? scalar.text() : scalar.described();
        String range = max == Integer.MAX_VALUE ? "of at least " + min : "from " + min + " to " + max;
        String what = "'" + key + "' must be a whole number " + range + ", but is " + found + ".";
        problems.add(scalar, number ? CONFIG_INVALID_VALUE : CONFIG_WRONG_TYPE, what, "Write such a number.");
        return null;
    }

    public @Nullable Boolean bool(String key) {
        Scalar scalar = scalar(key, "true or false");
        if (scalar == null) {
            return null;
        }
        if (scalar.meaning() == Meaning.BOOLEAN) {
            return scalar.text().equalsIgnoreCase("true");
        }
        String what = "'" + key + "' must be true or false, but is " + scalar.described() + ".";
        problems.add(scalar, CONFIG_WRONG_TYPE, what, "Write true or false, without quotes.");
        return null;
    }

    /** One of the given words, and what it stands for. */
    public <T> @Nullable T choice(String key, Map<String, T> choices) {
        String word = string(key);
        T chosen = word == null ? null : choices.get(word);
        if (word != null && chosen == null) {
            String shown = word.length() <= 40 ? " '" + word + "'" : "";
            String what = "'" + key + "' cannot be" + shown + Nearest.clause(word, choices.keySet());
            problem(key, CONFIG_INVALID_VALUE, what, "Write one of: " + String.join(", ", choices.keySet()) + ".");
        }
        return chosen;
    }

    /** Yes or no, as YAML writes them: {@code true} and {@code false}; no when the key is missing. */
    public boolean flag(String key) {
        String word = text(key);
        if (word == null || word.equals("true") || word.equals("false")) {
            return "true".equals(word);
        }
        problem(key, CONFIG_INVALID_VALUE, "'" + key + "' is neither true nor false.", "Write one of them.");
        return false;
    }

    public @Nullable ConfigMapping mapping(String key) {
        ConfigNode node = get(key);
        if (node == null || node instanceof ConfigMapping) {
            return (ConfigMapping) node;
        }
        return wrongType(key, node, "keys with values");
    }

    public @Nullable ConfigMapping requiredMapping(String key) {
        return required(key, this::mapping);
    }

    public @Nullable Sequence sequence(String key) {
        ConfigNode node = get(key);
        if (node == null || node instanceof Sequence) {
            return (Sequence) node;
        }
        return wrongType(key, node, "a list");
    }

    public @Nullable Sequence requiredSequence(String key) {
        return required(key, this::sequence);
    }

    /** The texts of a list. */
    public @Nullable List<String> strings(String key) {
        Sequence sequence = sequence(key);
        return sequence == null
                ? null
                : sequence.texts("'" + key + "'").stream().map(Scalar::text).toList();
    }

    /** Notes a problem when the key is absent. */
    public void require(String key) {
        if (!entries.containsKey(key)) {
            problem(key, CONFIG_MISSING_KEY, "the key '" + key + "' is missing here.", "Add it.");
        }
    }

    private <T> @Nullable T required(String key, Function<String, @Nullable T> getter) {
        require(key);
        return getter.apply(key);
    }

    private @Nullable Scalar scalar(String key, String expected) {
        ConfigNode node = get(key);
        if (node == null || node instanceof Scalar) {
            return (Scalar) node;
        }
        return wrongType(key, node, expected);
    }

    private <T> @Nullable T wrongType(String key, ConfigNode node, String expected) {
        String what = "'" + key + "' must be " + expected + ", but is " + node.described() + ".";
        problems.add(node, CONFIG_WRONG_TYPE, what, "docs/configuration.md shows an example.");
        return null;
    }
}
