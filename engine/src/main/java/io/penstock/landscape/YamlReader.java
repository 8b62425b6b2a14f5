package io.penstock.landscape;

import static io.penstock.landscape.LandscapeProblem.CONFIG_DUPLICATE_KEY;
import static io.penstock.landscape.LandscapeProblem.CONFIG_SYNTAX;
import static io.penstock.landscape.LandscapeProblem.CONFIG_TOO_LARGE;
import static io.penstock.landscape.LandscapeProblem.CONFIG_WRONG_TYPE;

import io.penstock.PenstockException;
import io.penstock.landscape.ConfigNode.Meaning;
import io.penstock.landscape.ConfigNode.Scalar;
import io.penstock.landscape.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Turns the text of one YAML document into nodes that know their lines; hostile text costs neither the memory nor the stack of this process. */
final class YamlReader {

    private static final int DEEPEST = 50;
    /** An alias counts as often as it is used: a short file can name itself up to billions of nodes. */
    private static final int MOST_NODES = 500_000;

    private static final Map<Tag, Meaning> MEANINGS = Map.of(
            Tag.STR, Meaning.TEXT,
            Tag.INT, Meaning.INTEGER,
            Tag.FLOAT, Meaning.DECIMAL,
            Tag.BOOL, Meaning.BOOLEAN,
            Tag.NULL, Meaning.NULL);

    private final String file;
    private final Problems problems;
    private int nodes;

    YamlReader(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The root, or null where the text holds no document. */
    @Nullable
    ConfigNode read(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new CoreSchema())
                .setCodePointLimit(Integer.MAX_VALUE)
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                .build();
        try {
            checkShape(new Parse(settings).parseString(text));
            Node root = new Compose(settings).composeString(text).orElse(null);
            return root == null ? null : convert(root, 0);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            throw syntax(line, described(e.getProblem()), "Correct the YAML there, or in the lines before.");
        } catch (ReaderException e) {
            int line = 1
                    + (int) text.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            String what = String.format("the character U+%04X is not allowed in YAML.", e.getCodePoint());
            throw syntax(line, what, "Remove it.");
        } catch (YamlEngineException e) {
            throw syntax(1, "this is not valid YAML.", "Correct the YAML.");
        }
    }

    /** The composer recurses and takes several documents for an error of its own; the events tell both beforehand, at constant cost. */
    private void checkShape(Iterable<Event> events) {
        int depth = 0;
        int documents = 0;
        for (Event event : events) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                case DocumentStart -> documents++;
                default -> {}
            }
            int line = line(event.getStartMark());
            if (depth > DEEPEST) {
                throw syntax(line, "the nesting is deeper than " + DEEPEST + " levels.", "Nest less.");
            }
            if (documents > 1) {
                throw syntax(line, "a second document begins here.", "Remove the line '---' and what follows it.");
            }
        }
    }

    private ConfigNode convert(Node node, int depth) {
        Place place = place(node);
        if (depth > DEEPEST) {
            throw syntax(place.line(), "an alias leads back to itself.", "Write the value out.");
        }
        if (++nodes > MOST_NODES) {
            String what = place + ": the file has more than " + MOST_NODES + " values, counting each use of an alias.";
            throw new PenstockException(CONFIG_TOO_LARGE, what, "Write less, and use fewer aliases.");
        }
        if (node instanceof MappingNode mapping && Tag.MAP.equals(node.getTag())) {
            return mapping(place, mapping, depth);
        }
        if (node instanceof SequenceNode sequence && Tag.SEQ.equals(node.getTag())) {
            List<ConfigNode> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(convert(item, depth + 1));
            }
            return new Sequence(place, items, problems);
        }
        Meaning meaning = MEANINGS.get(node.getTag());
        if (node instanceof ScalarNode scalar && meaning != null) {
            return new Scalar(place, scalar.getValue(), meaning);
        }
        throw syntax(
                place.line(),
                "tags (words that begin with '!') have no meaning here.",
                "Remove the tag, or quote the value.");
    }

    private ConfigMapping mapping(Place place, MappingNode node, int depth) {
        Map<String, ConfigMapping.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Place keyPlace = place(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(
                        keyPlace,
                        CONFIG_WRONG_TYPE,
                        "a key must be a single word.",
                        "Quote it, or correct the brackets.");
                continue;
            }
            ConfigMapping.Entry entry = new ConfigMapping.Entry(keyPlace, convert(tuple.getValueNode(), depth + 1));
            ConfigMapping.Entry first = entries.putIfAbsent(key.getValue(), entry);
            if (first != null) {
                String what = "the key '" + key.getValue() + "' stands already in line "
                        + first.place().line() + ".";
                problems.add(keyPlace, CONFIG_DUPLICATE_KEY, what, "Remove one of the two.");
            }
        }
        return new ConfigMapping(place, entries, problems);
    }

    /** The parser's own words, except where they would repeat what stands in the file, which may be a secret. */
    private static String described(String problem) {
        for (String word : List.of("alias", "tag handle", "anchor", "prefix", "version")) {
            if (problem.contains(word)) {
                return "this is not valid YAML: a value that begins with '*', '&', '!' or '%' must be quoted.";
            }
        }
        return "this is not valid YAML: " + problem + ".";
    }

    private PenstockException syntax(int line, String what, String remedy) {
        return new PenstockException(CONFIG_SYNTAX, new Place(file, line) + ": " + what, remedy);
    }

    private Place place(Node node) {
        return new Place(file, line(node.getStartMark()));
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }
}
