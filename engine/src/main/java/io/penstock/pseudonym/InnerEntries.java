package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymProblem.MAP_INVALID;

import io.penstock.landscape.ConfigMapping;
import io.penstock.landscape.ConfigNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the pseudonymizers of places inside of values: {@code paths} into documents, and {@code parts} of composites and pairs. */
final class InnerEntries {

    private static final String PUBLIC = "public";

    /** What has to be a column of its own. */
    private static final Set<Recipe> NEVER_INSIDE = EnumSet.of(Recipe.SQL, Recipe.WORDS);

    private final EntryReader reader;

    InnerEntries(EntryReader reader) {
        this.reader = reader;
    }

    /** By path, or by name of the part. */
    Map<String, Options.Entry> inside(ConfigMapping mapping, String subject) {
        Map<String, Options.Entry> inside = new LinkedHashMap<>();
        boolean xml = "xml".equals(mapping.get("as") == null ? null : mapping.text("as"));
        ConfigMapping paths = mapping.mapping("paths");
        if (paths != null) {
            paths.values().forEach((path, node) -> {
                checkPath(paths, path, xml);
                put(paths, path, node, "path '" + path + "' of " + subject, inside);
            });
        }
        ConfigMapping parts = mapping.mapping("parts");
        if (parts != null) {
            parts.values().forEach((name, node) -> {
                if (!isPublic(node)) {
                    put(parts, name, node, "part '" + name + "' of " + subject, inside);
                }
            });
        }
        return inside;
    }

    /** The parts that are not personal. */
    static List<String> open(ConfigMapping mapping) {
        List<String> open = new ArrayList<>();
        ConfigMapping parts = mapping.mapping("parts");
        if (parts != null) {
            parts.values().forEach((name, node) -> {
                if (isPublic(node)) {
                    open.add(name);
                }
            });
        }
        return open;
    }

    private static boolean isPublic(@Nullable ConfigNode node) {
        return node instanceof ConfigNode.Scalar scalar && scalar.text().equals(PUBLIC);
    }

    private static void checkPath(ConfigMapping paths, String path, boolean xml) {
        if (xml ? XmlPath.parse(path) == null : JsonPath.parse(path) == null) {
            paths.problem(
                    path,
                    MAP_INVALID,
                    "'" + path + "' is not a path.",
                    "Write one such as " + (xml ? "/a/b, //x or /a/@b." : "$.a.b, $.list[*].x or $..x."));
        }
    }

    private void put(
            ConfigMapping listed, String name, ConfigNode node, String subject, Map<String, Options.Entry> into) {
        Options.Entry entry = reader.entry(node, subject);
        if (entry == null) {
            return;
        }
        if (NEVER_INSIDE.contains(entry.recipe()) || !entry.options().of().isEmpty()) {
            listed.problem(
                    name,
                    MAP_INVALID,
                    "`sql`, `words` and `of` cannot stand inside of a value.",
                    "Use another pseudonymizer there.");
        } else {
            into.put(name, entry);
        }
    }
}
