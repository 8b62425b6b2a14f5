package io.penstock.pseudonym.discovery;

import io.penstock.pseudonym.discovery.Finding.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes proposals as the text of a map, each column with a comment that says how sure it is and why. */
final class DraftText {

    /** Comments begin here where the line leaves room. */
    private static final int COMMENT_AT = 46;

    private DraftText() {}

    /**
     * A whole map.
     *
     * @param origin what was scanned, for people
     */
    static String whole(Scan scan, String origin) {
        StringBuilder text = new StringBuilder();
        text.append("# Draft of a personal-data map, made by a scan of ")
                .append(origin)
                .append(".\n")
                .append(
                        "# Behind each column: how sure the scan is of its place, why, and what most values look like (letters as a, digits as 9).\n")
                .append(
                        "# Undecided columns stand in comments: a sync refuses them until you move them to `columns` or to `public`.\n");
        scan.notes().forEach(note -> text.append("# Note: ").append(note).append(".\n"));
        text.append("locale: ").append(scan.locale().toLanguageTag()).append("\n\ntables:\n");
        if (scan.tables().isEmpty()) {
            text.append("  {}\n");
        }
        for (TableDraft table : scan.tables()) {
            text.append(table(table, "  ")).append('\n');
        }
        if (scan.catalog().largeObjects() > 0) {
            text.append("# The database holds ")
                    .append(scan.catalog().largeObjects())
                    .append(" large objects, which the scan does not look into. Decide:\n# large-objects: empty\n\n");
        }
        return text.append("unclassified: refuse\n").toString();
    }

    /** The entry of a table. */
    static String table(TableDraft table, String indent) {
        StringBuilder text = new StringBuilder();
        String about = table.about() + ", about " + table.rows() + (table.rows() == 1 ? " row" : " rows");
        String name = Yaml.key(table.name()) + ":";
        if (table.empty()) {
            return line(indent + name + " empty", about + "; nobody misses such rows in a test environment");
        }
        text.append(line(indent + name, about));
        String inner = indent + "  ";
        List<Finding> personal = of(table, Verdict.PERSONAL);
        List<Finding> undecided = of(table, Verdict.UNDECIDED);
        List<Finding> open = of(table, Verdict.PUBLIC);
        if (!personal.isEmpty()) {
            text.append(inner).append("columns:\n");
            personal.forEach(finding -> text.append(column(finding, inner + "  ")));
        } else if (!undecided.isEmpty()) {
            text.append(inner).append("# columns:\n");
        }
        undecided.forEach(finding -> text.append(undecided(finding, inner, personal.isEmpty())));
        if (!open.isEmpty()) {
            text.append(inner).append("public:\n");
            open.forEach(finding -> text.append(open(finding, inner + "  ")));
        } else if (personal.isEmpty()) {
            text.append(inner).append("public: []\n");
        }
        return text.toString();
    }

    static String column(Finding finding, String indent) {
        return line(indent + Yaml.key(finding.column()) + ": " + finding.entry(), reasons(finding));
    }

    static String open(Finding finding, String indent) {
        return line(indent + "- " + Yaml.key(finding.column()), reasons(finding));
    }

    /** @param apart whether the key {@code columns} stands in a comment too */
    static String undecided(Finding finding, String inner, boolean apart) {
        String entry = finding.entry() == null ? "redact" : finding.entry();
        String start = apart ? inner + "#   " : inner + "  # ";
        String what =
                finding.entry() == null ? "undecided, no pseudonymizer fits " + finding.type() + ", " : "undecided, ";
        return line(start + Yaml.key(finding.column()) + ": " + entry, what + reasons(finding));
    }

    private static List<Finding> of(TableDraft table, Verdict verdict) {
        List<Finding> found = new ArrayList<>();
        table.columns().stream().filter(finding -> finding.verdict() == verdict).forEach(found::add);
        return found;
    }

    private static String reasons(Finding finding) {
        String shape = shape(finding.shape());
        return finding.confidence() + " %: " + String.join(", ", finding.reasons()) + shape;
    }

    private static String shape(@Nullable String shape) {
        return shape == null ? "" : "; like " + shape;
    }

    private static String line(String start, String comment) {
        String gap = start.length() < COMMENT_AT - 1 ? " ".repeat(COMMENT_AT - 1 - start.length()) : " ";
        return start + gap + "# " + comment + "\n";
    }
}
