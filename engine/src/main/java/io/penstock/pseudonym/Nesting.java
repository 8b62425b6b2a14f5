package io.penstock.pseudonym;

import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.TypeParts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Leads a pseudonymizer to the plain values inside of others: elements, fields, bounds, documents, text kept as bytes. */
final class Nesting {

    /** What a value is that stands in no column of its own. */
    static final Column ANY_TEXT = new Column("", "text", ColumnKind.TEXT, 0, 0, 0, true, false);

    private static final Column ANY_JSON = new Column("", "json", ColumnKind.JSON, 0, 0, 0, true, false);

    /** Makes what is applied to plain values. */
    @FunctionalInterface
    interface Leaf {
        Pseudonymizer make(Options.Entry entry, Column column, OddValues odd);
    }

    private final Leaf leaf;
    private final OddValues odd;

    Nesting(Leaf leaf, OddValues odd) {
        this.leaf = leaf;
        this.odd = odd;
    }

    Pseudonymizer make(Options.Entry entry, Column column) {
        if (entry.recipe().isWhole()) {
            return leaf.make(entry, column, odd);
        }
        if (column.parts() instanceof TypeParts.Elements elements) {
            return new Elements(make(entry, elements.element()), odd);
        }
        if (column.kind() == ColumnKind.RANGE && column.parts() instanceof TypeParts.Bounds bounds) {
            return range(entry, bounds.bound());
        }
        if (column.kind() == ColumnKind.BINARY) {
            boolean any = entry.recipe() == Recipe.SECRET || entry.recipe() == Recipe.CONSTANT;
            return new TextBytes(make(entry, ANY_TEXT), any, odd);
        }
        return switch (entry.recipe()) {
            case JSON -> json(entry.options(), column.maxLength());
            case XML -> xml(entry.options(), column.maxLength());
            case PARTS -> parts(entry.options(), column);
            default -> leaf.make(entry, column, odd);
        };
    }

    private Pseudonymizer range(Options.Entry entry, Column bound) {
        Pseudonymizer made = leaf.make(entry, bound, odd);
        Pseudonymizer plain = Watch.behind(made);
        if (plain instanceof DateShift dates) {
            return new Bounds(dates::moved, odd);
        }
        return plain instanceof TimeShift times ? new Bounds(times::moved, odd) : made;
    }

    private Pseudonymizer json(Options options, int maxLength) {
        List<JsonDocument.Rule> rules = new ArrayList<>();
        options.paths().forEach((path, entry) -> {
            JsonPath parsed = JsonPath.parse(path);
            if (parsed != null) {
                boolean whole = entry.recipe().losesContent();
                rules.add(new JsonDocument.Rule(parsed, make(entry, whole ? ANY_TEXT : ANY_JSON), whole));
            }
        });
        return fitting(new JsonDocument(rules, odd), "{}", maxLength);
    }

    private Pseudonymizer xml(Options options, int maxLength) {
        List<XmlDocument.Rule> rules = new ArrayList<>();
        options.paths().forEach((path, entry) -> {
            XmlPath parsed = XmlPath.parse(path);
            if (parsed != null) {
                rules.add(new XmlDocument.Rule(
                        parsed, make(entry, ANY_TEXT), entry.recipe().losesContent()));
            }
        });
        return fitting(new XmlDocument(rules, odd), XmlDocument.REDACTED, maxLength);
    }

    private Pseudonymizer parts(Options options, Column column) {
        if (column.parts() instanceof TypeParts.Fields fields) {
            List<@Nullable Pseudonymizer> made = new ArrayList<>();
            for (Column field : fields.fields()) {
                Options.Entry entry = options.paths().get(field.name());
                made.add(entry == null ? null : make(entry, field));
            }
            return Parts.ofComposite(made, odd);
        }
        Map<String, Pseudonymizer> keys = new HashMap<>();
        options.paths().forEach((key, entry) -> keys.put(key, make(entry, ANY_TEXT)));
        return Parts.ofPairs(keys, options.open(), odd);
    }

    /** A document that has grown beyond its column is replaced as a whole. */
    private Pseudonymizer fitting(Pseudonymizer document, String otherwise, int maxLength) {
        return (value, row) -> {
            String made = document.replace(value, row);
            if (made == null || maxLength == 0 || made.codePointCount(0, made.length()) <= maxLength) {
                return made;
            }
            odd.add();
            return otherwise;
        };
    }
}
