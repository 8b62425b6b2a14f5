package io.penstock.pseudonym.discovery;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The places in the JSON or XML documents of a column, each with a profile of what stands there. */
final class DocumentProfile {

    private static final int MOST_PLACES = 200;
    private static final int DEEPEST = 12;
    private static final XMLInputFactory XML = XMLInputFactory.newInstance();

    static {
        // Nothing outside of the document is read.
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    private final Map<String, Place> places = new LinkedHashMap<>();
    private int documents;
    private boolean xml;

    /**
     * A place.
     *
     * @param name of the key, element or attribute that leads there
     */
    record Place(String path, String name, Profile profile) {}

    /** @return whether the text is a document with keys, elements or attributes */
    boolean add(String text, Formats recognise) {
        String start = text.stripLeading();
        if (start.startsWith("<")) {
            return addXml(start, recognise);
        }
        JsonNode root = start.startsWith("{") || start.startsWith("[") ? read(text) : null;
        if (root == null || !root.isContainer()) {
            return false;
        }
        documents++;
        walk("$", "", root, recognise, 0);
        return true;
    }

    private static @Nullable JsonNode read(String text) {
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
        } else {
            put(path, name, node.isNull() ? null : node.asString(), recognise);
        }
    }

    private static String step(String key) {
        return key.matches("[A-Za-z_][A-Za-z0-9_-]*") ? "." + key : "['" + key + "']";
    }

    private boolean addXml(String text, Formats recognise) {
        Deque<String> path = new ArrayDeque<>();
        boolean whole = false;
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(text));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamReader.START_ELEMENT) {
                    path.addLast(reader.getLocalName());
                    String at = "/" + String.join("/", path);
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        String name = reader.getAttributeLocalName(i);
                        put(at + "/@" + name, name, reader.getAttributeValue(i), recognise);
                    }
                } else if (event == XMLStreamReader.END_ELEMENT) {
                    path.removeLast();
                    whole |= path.isEmpty();
                } else if (reader.hasText()
                        && !path.isEmpty()
                        && !reader.getText().isBlank()) {
                    put("/" + String.join("/", path), path.getLast(), reader.getText(), recognise);
                }
            }
        } catch (XMLStreamException e) {
            // Expected: a document may be cut, or be none. What was read before counts.
        }
        xml |= whole;
        documents += whole ? 1 : 0;
        return whole;
    }

    private void put(String path, String name, @Nullable String value, Formats recognise) {
        if (places.size() < MOST_PLACES || places.containsKey(path)) {
            places.computeIfAbsent(path, absent -> new Place(path, name, new Profile()))
                    .profile()
                    .add(value, recognise);
        }
    }

    int documents() {
        return documents;
    }

    /** Whether the documents are XML. */
    boolean isXml() {
        return xml;
    }

    Iterable<Place> places() {
        return places.values();
    }
}
