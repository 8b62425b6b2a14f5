package io.penstock.prepare.preparer;

import io.penstock.PenstockException;
import io.penstock.prepare.PrepareProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How data sets become rows of a table.
 *
 * @param id the column that takes the UUID, if any
 * @param key the columns by which a row is known: its natural key
 * @param fields the column of a value of a data set, where its name says another or none
 * @param references what stands for the value of a column, where a data set gives the natural key of another table's row
 * @param defaults of columns for new rows, where a data set says nothing
 * @param changed the column that takes the moment of a change, if any
 * @param words which values the words among the parameters of a step give, in their order; {@code -} for one that means nothing here
 * @param texts the table of localized texts, with the columns of their owner and their locale, if any
 * @param locales the table and column of the locales that there are, if any
 * @param children tables and columns whose rows go with a row that is deleted
 */
record RowsDeclaration(
        String table,
        Optional<String> id,
        List<String> key,
        Map<String, String> fields,
        Map<String, Reference> references,
        Map<String, String> defaults,
        Optional<String> changed,
        List<String> words,
        Optional<Texts> texts,
        Optional<Member> locales,
        List<Member> children) {

    /** A column of a table. */
    record Member(String table, String column) {}

    /** Where the row of a natural key is found, and the column that identifies it. */
    record Reference(String table, String key, String id) {}

    record Texts(String table, String owner, String locale) {}

    /** A table that is known by its natural key alone. */
    static RowsDeclaration of(String table, List<String> key) {
        return new RowsDeclaration(
                table,
                Optional.empty(),
                List.copyOf(key),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /**
     * Reads the entries of a declaration.
     *
     * @param file for people
     */
    static RowsDeclaration read(String file, Map<String, String> entries) {
        return new Reader(file, new LinkedHashMap<>(entries)).read();
    }

    private record Reader(String file, Map<String, String> entries) {

        RowsDeclaration read() {
            String table = text("table").orElseThrow(() -> invalid("It names no 'table'."));
            List<String> key = words("key");
            if (key.isEmpty()) {
                throw invalid("It names no 'key': the columns by which a row is known.");
            }
            Map<String, Reference> references = new LinkedHashMap<>();
            prefixed("reference.").forEach((column, value) -> {
                List<String> words = split(value, 3, "reference." + column, "table, its natural key, its identifier");
                references.put(column, new Reference(words.get(0), words.get(1), words.get(2)));
            });
            RowsDeclaration declaration = new RowsDeclaration(
                    table,
                    text("id"),
                    key,
                    prefixed("field."),
                    references,
                    prefixed("default."),
                    text("changed"),
                    words("words"),
                    text("texts").map(value -> {
                        List<String> words =
                                split(value, 3, "texts", "table, column of the owner, column of the locale");
                        return new Texts(words.get(0), words.get(1), words.get(2));
                    }),
                    members("locales").stream().findFirst(),
                    members("children"));
            if (!entries.isEmpty()) {
                throw invalid("It has unknown entries: " + String.join(", ", new TreeSet<>(entries.keySet())) + ".");
            }
            return declaration;
        }

        private Optional<String> text(String key) {
            return Optional.ofNullable(entries.remove(key)).map(String::strip).filter(value -> !value.isEmpty());
        }

        private List<String> words(String key) {
            return text(key).map(value -> List.of(value.split("[\\s,]+"))).orElse(List.of());
        }

        private List<Member> members(String key) {
            List<String> words = words(key);
            if (words.size() % 2 != 0) {
                throw invalid("'" + key + "' does not name pairs of table and column.");
            }
            List<Member> members = new ArrayList<>();
            for (int i = 0; i < words.size(); i += 2) {
                members.add(new Member(words.get(i), words.get(i + 1)));
            }
            return members;
        }

        private Map<String, String> prefixed(String prefix) {
            Map<String, String> found = new LinkedHashMap<>();
            entries.forEach((key, value) -> {
                if (key.startsWith(prefix)) {
                    found.put(key.substring(prefix.length()), value.strip());
                }
            });
            found.keySet().forEach(key -> entries.remove(prefix + key));
            return found;
        }

        private List<String> split(String value, int count, String key, String what) {
            List<String> words = List.of(value.split("[\\s,]+"));
            if (words.size() != count) {
                throw invalid("'" + key + "' does not name " + what + ".");
            }
            return words;
        }

        private PenstockException invalid(String what) {
            return new PenstockException(
                    PrepareProblem.STEP_INVALID,
                    "The declaration " + file + " cannot be used. " + what,
                    "Correct it; docs/preparers.md shows one.");
        }
    }
}
