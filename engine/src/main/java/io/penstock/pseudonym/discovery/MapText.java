package io.penstock.pseudonym.discovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The text of a map with the places of its nodes. It changes by insertions alone, so that everything else stays to the byte. */
final class MapText {

    private final String text;
    private final String newline;
    private final MappingNode root;

    /** By where they go, those of one place in the order in which they came. */
    private final Map<Integer, StringBuilder> insertions = new TreeMap<>();

    MapText(String text) {
        this.text = text;
        this.newline = text.contains("\r\n") ? "\r\n" : "\n";
        Node node = new Compose(LoadSettings.builder().build())
                .composeString(text)
                .orElseThrow(() -> new IllegalArgumentException("an empty map was read"));
        this.root = (MappingNode) node;
    }

    MappingNode root() {
        return root;
    }

    static Optional<NodeTuple> tuple(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(each -> name(each.getKeyNode()).equals(key))
                .findFirst();
    }

    static Map<String, NodeTuple> tuples(MappingNode mapping) {
        Map<String, NodeTuple> tuples = new LinkedHashMap<>();
        mapping.getValue().forEach(each -> tuples.put(name(each.getKeyNode()), each));
        return tuples;
    }

    static String name(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    static boolean isFlow(Node node) {
        return node instanceof CollectionNode<?> collection && collection.getFlowStyle() == FlowStyle.FLOW;
    }

    /** Blanks as far as a node is indented. */
    static String indent(Node node) {
        return " ".repeat(node.getStartMark().map(Mark::getColumn).orElse(0));
    }

    /** Puts lines, each with its newline, above the line in which a node begins. */
    void above(Node node, String lines) {
        int at = lineStart(offset(node.getStartMark()));
        insertions.computeIfAbsent(at, absent -> new StringBuilder()).append(lines.replace("\n", newline));
    }

    /** Puts lines below the last line of a node, whose comment at the end of the line stays with it. */
    void below(Node node, String lines) {
        int end = text.indexOf('\n', lastOffset(node));
        int at = end < 0 ? text.length() : end + 1;
        StringBuilder into = insertions.computeIfAbsent(at, absent -> new StringBuilder());
        if (end < 0 && into.length() == 0) {
            into.append(newline);
        }
        into.append(lines.replace("\n", newline));
    }

    /** Adds an element to a collection that is written within brackets. */
    void within(CollectionNode<?> flow, String element) {
        int at = offset(flow.getEndMark()) - 1;
        StringBuilder into = insertions.computeIfAbsent(at, absent -> new StringBuilder());
        into.append(flow.getValue().isEmpty() && into.length() == 0 ? "" : ", ").append(element);
    }

    /** Whether one of the comments right above a node's line begins with this. */
    boolean isAbove(Node node, String comment) {
        int start = lineStart(offset(node.getStartMark()));
        while (start > 0) {
            int before = lineStart(start - 1);
            String line = text.substring(before, start).strip();
            if (!line.startsWith("#")) {
                return false;
            }
            if (line.equals(comment)) {
                return true;
            }
            start = before;
        }
        return false;
    }

    /** The lines from where a node begins to where another one does, or to the end. */
    List<String> lines(Node from, Optional<Node> to) {
        int end = to.map(node -> lineStart(offset(node.getStartMark()))).orElse(text.length());
        return text.substring(lineStart(offset(from.getStartMark())), end)
                .lines()
                .toList();
    }

    /** The text with everything that was put in. */
    String result() {
        StringBuilder result = new StringBuilder();
        int from = 0;
        for (Map.Entry<Integer, StringBuilder> each : insertions.entrySet()) {
            result.append(text, from, each.getKey()).append(each.getValue());
            from = each.getKey();
        }
        return result.append(text, from, text.length()).toString();
    }

    private int lineStart(int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    /** Marks count code points. */
    private int offset(Optional<Mark> mark) {
        return text.offsetByCodePoints(0, mark.orElseThrow().getIndex());
    }

    /** Where the text of a node ends. A block ends where its last entry does; its own mark stands at what follows. */
    private int lastOffset(Node node) {
        if (node instanceof MappingNode mapping
                && !isFlow(mapping)
                && !mapping.getValue().isEmpty()) {
            NodeTuple last = mapping.getValue().get(mapping.getValue().size() - 1);
            return Math.max(lastOffset(last.getKeyNode()), lastOffset(last.getValueNode()));
        }
        if (node instanceof SequenceNode sequence
                && !isFlow(sequence)
                && !sequence.getValue().isEmpty()) {
            return lastOffset(sequence.getValue().get(sequence.getValue().size() - 1));
        }
        int end = offset(node.getEndMark());
        return end > 0 && text.charAt(end - 1) == '\n' ? end - 1 : end;
    }
}
