package io.penstock.pseudonym.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The fields that are personal by default in a commerce platform, and the tables that hold them; shipped as a resource of the product. */
final class DefaultList {

    private static final List<String> SECRET = List.of("password", "secret", "email", "iban", "card-secret");

    private static final DefaultList LIST = new DefaultList();

    private final List<Field> fields = new ArrayList<>();
    private final List<NameWords> personTables;
    private final List<NameWords> companyTables;
    private final List<NameWords> thingTables;
    private final List<NameWords> emptyTables;
    private final List<NameWords> about;
    private final List<String> cities;

    private DefaultList() {
        Map<?, ?> root = load();
        personTables = words(root, "person-tables");
        companyTables = words(root, "company-tables");
        thingTables = words(root, "thing-tables");
        emptyTables = words(root, "empty-tables");
        about = words(root, "about");
        cities = texts(root.get("cities"));
        if (root.get("fields") instanceof Map<?, ?> listed) {
            listed.forEach((name, value) -> fields.add(field(String.valueOf(name), (Map<?, ?>) value)));
        }
    }

    static DefaultList get() {
        return LIST;
    }

    List<Field> fields() {
        return List.copyOf(fields);
    }

    Field field(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("the default list has no field " + name));
    }

    List<String> cities() {
        return cities;
    }

    boolean isPersonTable(NameWords table) {
        return ends(table, personTables);
    }

    boolean isCompanyTable(NameWords table) {
        return ends(table, companyTables);
    }

    boolean isThingTable(NameWords table) {
        return ends(table, thingTables);
    }

    boolean isEmptyTable(NameWords table) {
        return ends(table, emptyTables);
    }

    /** Whether a column is about a field rather than the field itself. */
    boolean isAbout(NameWords column) {
        return column.words().size() > 1 && ends(column, about);
    }

    /** Whether a name, such as that of a setting, means a secret or an address. */
    boolean namesSecret(String name) {
        NameWords words = NameWords.of(name);
        NameWords none = new NameWords(List.of());
        return words.words().size() < 8
                && SECRET.stream().anyMatch(field -> field(field).fit(none, words, false, true) >= 0.8);
    }

    private static boolean ends(NameWords name, List<NameWords> patterns) {
        List<String> words = name.words();
        for (NameWords pattern : patterns) {
            int from = words.size() - pattern.words().size();
            if (from >= 0 && words.subList(from, words.size()).equals(pattern.words())) {
                return true;
            }
        }
        return false;
    }

    private static Field field(String name, Map<?, ?> value) {
        return new Field(
                name,
                String.valueOf(value.get("what")),
                words(value, "words"),
                words(value, "persons"),
                texts(value.get("replace")),
                Boolean.TRUE.equals(value.get("leave")));
    }

    private static List<NameWords> words(Map<?, ?> root, String key) {
        return texts(root.get(key)).stream().map(NameWords::of).toList();
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> entries
                ? entries.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Map<?, ?> load() {
        try (InputStream in = DefaultList.class.getResourceAsStream("default-list.yaml")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
