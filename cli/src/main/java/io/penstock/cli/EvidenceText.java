package io.penstock.cli;

import io.penstock.Figures;
import io.penstock.pseudonym.evidence.Evidence;
import io.penstock.pseudonym.evidence.EvidenceWords;
import io.penstock.pseudonym.evidence.SignedEvidence;
import io.penstock.run.ReportLines;

/** Evidence as text for a terminal. */
final class EvidenceText {

    private static final int HOW = 1;
    private static final int NULLS = 4;
    private static final int UNCHANGED = 3;

    private final Evidence evidence;
    private final String publicKey;
    private final Style style;
    private final StringBuilder text = new StringBuilder();

    EvidenceText(SignedEvidence.Verified verified, Style style) {
        this.evidence = verified.evidence();
        this.publicKey = verified.publicKey();
        this.style = style;
    }

    String render() {
        line("Evidence of run " + evidence.run() + ": the signature is good");
        line("  " + evidence.job() + " of " + evidence.landscape() + ", " + evidence.state() + ", by "
                + evidence.startedBy());
        line("  begun " + ReportLines.moment(evidence.began()) + ", ended " + ReportLines.moment(evidence.ended()));
        line("  key " + evidence.key().id() + ", version " + evidence.key().version() + "; map " + evidence.map());
        line("  public key " + publicKey);
        line("  " + evidence.raw());
        if (!evidence.problems().isEmpty()) {
            line("  ended by " + String.join(", ", evidence.problems()) + "; " + EvidenceWords.leftBy(evidence));
        }
        evidence.databases().forEach(this::database);
        return text.toString();
    }

    private void database(Evidence.Database database) {
        line("");
        line(database.cluster() + ": " + String.join("\n  to ", EvidenceWords.places(database)));
        line("  " + EvidenceWords.summary(database));
        if (database.leaks() != null) {
            database.leaks().places().forEach(place -> line("    hit in " + EvidenceWords.hit(place)));
        }
        for (Evidence.Table table : database.tables()) {
            if (!table.columns().isEmpty()) {
                line("");
                line("  " + table.table() + ": " + EvidenceWords.rows(table));
                columns(table);
            }
        }
    }

    private void columns(Evidence.Table table) {
        TextTable lines = new TextTable("    ", "nlrrrr")
                .optional(HOW, NULLS, UNCHANGED)
                .row("COLUMN", "HOW", "REPLACED", "UNCHANGED", "NULL, EMPTY", "DISTINCT, ABOUT");
        for (Evidence.Column column : table.columns()) {
            lines.row(
                    column.column(),
                    EvidenceWords.how(column),
                    Figures.count(column.replaced()),
                    Figures.count(column.unchanged()),
                    Figures.count(column.nulls() + column.empty()),
                    Figures.count(column.distinctBefore()) + " > " + Figures.count(column.distinctAfter()));
        }
        lines.lines(style.columns()).forEach(this::line);
    }

    private void line(String content) {
        text.append(content).append('\n');
    }
}
