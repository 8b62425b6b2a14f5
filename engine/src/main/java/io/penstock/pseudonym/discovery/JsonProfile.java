package io.penstock.pseudonym.discovery;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The places in the JSON documents of a column, each with a profile of what stands there. */
final class JsonProfile {

    private static final int MOST_PLACES = 200;
    private static final int DEEPEST = 12;

    private final Map<String, Place> places = new LinkedHashMap<>();
    private int documents;

    /**
     * A place.
     *
     * @param name of the key that leads there
     */
    record Place(String path, String name, Profile profile) {}

    /** @return whether the text is a document with keys or elements */
    boolean add(String text, Formats recognise) {
        JsonNode root = read(text);
        if (root == null || !root.isContainer()) {
            return false;
        }
        documents++;
        walk("$", "", root, recognise, 0);
        return true;
    }

    private static @Nullable JsonNode read(String text) {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return null;
        }
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            // Expected: a document may be cut, or be none.
            return null;
        }
    }

    private void walk(String path, String name, JsonNode node, Formats recognise, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (node.isObject()) {
            node.properties()
                    .forEach(entry ->
                            walk(path + step(entry.getKey()), entry.getKey(), entry.getValue(), recognise, depth + 1));
        } else if (node.isArray()) {
            node.forEach(element -> walk(path + "[*]", name, element, recognise, depth + 1));
        } else if (places.size() < MOST_PLACES || places.containsKey(path)) {
            places.computeIfAbsent(path, absent -> new Place(path, name, new Profile()))
                    .profile()
                    .add(node.isNull() ? null : node.asString(), recognise);
        }
    }

    private static String step(String key) {
        return key.matches("[A-Za-z_][A-Za-z0-9_-]*") ? "." + key : "['" + key + "']";
    }

    int documents() {
        return documents;
    }

    Iterable<Place> places() {
        return places.values();
    }
}
