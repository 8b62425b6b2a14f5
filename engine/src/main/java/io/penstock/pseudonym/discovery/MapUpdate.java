package io.penstock.pseudonym.discovery;

import io.penstock.database.Catalog;
import io.penstock.database.Table;
import io.penstock.pseudonym.MapCoverage;
import io.penstock.pseudonym.discovery.Finding.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Adds to a map what a scan found and the map does not speak of, and marks what the map names and no database has. */
final class MapUpdate {

    private final MapText text;
    private final MapCoverage coverage;
    private final Catalog catalog;
    private final List<String> added = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();

    MapUpdate(String text, MapCoverage coverage, Catalog catalog) {
        this.text = new MapText(text);
        this.coverage = coverage;
        this.catalog = catalog;
    }

    /** What was added, as {@code table.column}. */
    List<String> added() {
        return added;
    }

    /** What is gone, as {@code table} or {@code table.column}. */
    List<String> gone() {
        return gone;
    }

    /** @param whole whether all databases that the map is for were looked at, so that what none has is gone */
    String with(Scan scan, boolean whole) {
        Optional<NodeTuple> tables = MapText.tuple(text.root(), "tables");
        if (tables.isPresent() && tables.get().getValueNode() instanceof MappingNode listed) {
            Map<String, NodeTuple> entries = byTable(listed);
            for (TableDraft draft : scan.tables()) {
                NodeTuple entry = entries.get(draft.table().toString());
                if (entry == null) {
                    add(listed, draft);
                } else if (entry.getValueNode() instanceof MappingNode mapping) {
                    add(listed, entry.getKeyNode(), mapping, draft);
                }
            }
            if (whole) {
                MapText.tuples(listed).forEach(this::mark);
            }
        }
        return text.result();
    }

    /** The entries by the full names of the tables that they mean. */
    private Map<String, NodeTuple> byTable(MappingNode listed) {
        Map<String, NodeTuple> entries = new LinkedHashMap<>();
        MapText.tuples(listed)
                .forEach((name, tuple) ->
                        catalog.find(name).map(Table::name).ifPresent(table -> entries.put(table.toString(), tuple)));
        return entries;
    }

    private TableDraft unknown(TableDraft draft) {
        Table table = catalog.table(draft.table()).orElseThrow();
        return draft.with(draft.columns().stream()
                .filter(finding -> table.column(finding.column())
                        .map(column -> coverage.says(table, column).isEmpty())
                        .orElse(false))
                .toList());
    }

    /** A table that has no entry. */
    private void add(MappingNode listed, TableDraft draft) {
        TableDraft fresh = unknown(draft);
        if (fresh.columns().isEmpty()) {
            return;
        }
        note(fresh);
        if (MapText.isFlow(listed)) {
            text.within(listed, Yaml.key(draft.name()) + ": " + flow(fresh));
        } else {
            text.below(listed, "\n" + DraftText.table(fresh, MapText.indent(listed)));
        }
    }

    private void note(TableDraft fresh) {
        fresh.columns().forEach(finding -> added.add(fresh.name() + "." + finding.column()));
    }

    private static String flow(TableDraft draft) {
        if (draft.empty()) {
            return "empty";
        }
        return "{columns: " + flowColumns(of(draft, Verdict.PERSONAL)) + ", public: "
                + flowOpen(of(draft, Verdict.PUBLIC)) + "}";
    }

    private static List<Finding> of(TableDraft draft, Verdict verdict) {
        return draft.columns().stream()
                .filter(finding -> finding.verdict() == verdict)
                .toList();
    }

    private static String flowColumns(List<Finding> findings) {
        return findings.stream()
                .map(finding -> Yaml.key(finding.column()) + ": " + finding.entry())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String flowOpen(List<Finding> findings) {
        return findings.stream().map(finding -> Yaml.key(finding.column())).collect(Collectors.joining(", ", "[", "]"));
    }

    /** New columns of a table that has an entry. */
    private void add(MappingNode listed, Node key, MappingNode entry, TableDraft draft) {
        List<String> lines = text.lines(key, next(listed, key));
        List<Finding> columns = new ArrayList<>();
        List<Finding> open = new ArrayList<>();
        for (Finding finding : unknown(draft).columns()) {
            Pattern named =
                    Pattern.compile("\\s*#\\s*(?:- )?" + Pattern.quote(Yaml.key(finding.column())) + "(?::.*|\\s.*)?");
            boolean commented =
                    lines.stream().anyMatch(line -> named.matcher(line).matches());
            if (!commented) {
                added.add(draft.name() + "." + finding.column());
                switch (finding.verdict()) {
                    case PERSONAL -> columns.add(finding);
                    case PUBLIC -> open.add(finding);
                    case UNDECIDED ->
                        text.above(first(entry, key), DraftText.undecided(finding, MapText.indent(entry), true));
                }
            }
        }
        personal(entry, columns);
        open(entry, open);
    }

    /** The key of the table that comes after this one. */
    private static Optional<Node> next(MappingNode listed, Node key) {
        List<NodeTuple> tuples = listed.getValue();
        for (int i = 0; i + 1 < tuples.size(); i++) {
            if (tuples.get(i).getKeyNode() == key) {
                return Optional.of(tuples.get(i + 1).getKeyNode());
            }
        }
        return Optional.empty();
    }

    /** Above this line a comment about the table stands well. */
    private static Node first(MappingNode entry, Node key) {
        return MapText.isFlow(entry) || entry.getValue().isEmpty()
                ? key
                : entry.getValue().get(0).getKeyNode();
    }

    private void personal(MappingNode entry, List<Finding> findings) {
        Optional<NodeTuple> columns = MapText.tuple(entry, "columns");
        if (columns.isPresent() && columns.get().getValueNode() instanceof MappingNode mapping) {
            for (Finding finding : findings) {
                if (MapText.isFlow(mapping)) {
                    text.within(mapping, Yaml.key(finding.column()) + ": " + finding.entry());
                } else {
                    text.below(mapping, DraftText.column(finding, MapText.indent(mapping)));
                }
            }
        } else if (!findings.isEmpty() && MapText.isFlow(entry)) {
            text.within(entry, "columns: " + flowColumns(findings));
        } else if (!findings.isEmpty()) {
            text.below(entry, MapText.indent(entry) + "columns:\n");
            findings.forEach(finding -> text.below(entry, DraftText.column(finding, MapText.indent(entry) + "  ")));
        }
    }

    private void open(MappingNode entry, List<Finding> findings) {
        Optional<NodeTuple> open = MapText.tuple(entry, "public");
        if (open.isPresent() && open.get().getValueNode() instanceof SequenceNode sequence) {
            for (Finding finding : findings) {
                if (MapText.isFlow(sequence)) {
                    text.within(sequence, Yaml.key(finding.column()));
                } else {
                    text.below(sequence, DraftText.open(finding, MapText.indent(sequence)));
                }
            }
        } else if (!findings.isEmpty() && MapText.isFlow(entry)) {
            text.within(entry, "public: " + flowOpen(findings));
        } else if (!findings.isEmpty()) {
            text.below(entry, MapText.indent(entry) + "public:\n");
            findings.forEach(finding -> text.below(entry, DraftText.open(finding, MapText.indent(entry) + "  ")));
        }
    }

    private void mark(String name, NodeTuple entry) {
        if (!coverage.hasTable(name)) {
            mark(entry.getKeyNode(), name, "no database that was scanned has this table");
            return;
        }
        if (!(entry.getValueNode() instanceof MappingNode mapping)) {
            return;
        }
        MapText.tuple(mapping, "columns").ifPresent(columns -> {
            if (columns.getValueNode() instanceof MappingNode listed) {
                MapText.tuples(listed)
                        .forEach((column, tuple) ->
                                mark(name, column, tuple.getKeyNode(), columns.getKeyNode(), listed));
            }
        });
        MapText.tuple(mapping, "public").ifPresent(open -> {
            if (open.getValueNode() instanceof SequenceNode listed) {
                listed.getValue().forEach(node -> mark(name, MapText.name(node), node, open.getKeyNode(), listed));
            }
        });
    }

    private void mark(String table, String column, Node node, Node key, CollectionNode<?> listed) {
        if (!coverage.hasColumn(table, column)) {
            mark(
                    MapText.isFlow(listed) ? key : node,
                    table + "." + column,
                    "no database that was scanned has the column " + column);
        }
    }

    private void mark(Node above, String what, String why) {
        String comment = "# gone: " + why;
        if (!text.isAbove(above, comment)) {
            gone.add(what);
            text.above(above, MapText.indent(above) + comment + "\n");
        }
    }
}
