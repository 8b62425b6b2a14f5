package io.penstock.pseudonym.evidence;

import io.penstock.Figures;
import io.penstock.Html;
import io.penstock.run.ReportLines;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evidence as one page of HTML. */
final class EvidencePage {

    private static final List<String> HEADS =
            List.of("Replaced", "Unchanged", "NULL, empty", "Distinct before, about", "Distinct after, about");

    private final Evidence evidence;
    private final String publicKey;
    private final Html html;

    EvidencePage(Evidence evidence, String publicKey) {
        this.evidence = evidence;
        this.publicKey = publicKey;
        this.html = Html.page("Evidence of run " + evidence.run() + ": " + evidence.job());
    }

    String render() {
        boolean done = evidence.state().equals("done");
        html.raw("<header>")
                .element("h1", "Evidence: " + evidence.job())
                .raw("<p><span class=\"state %s\">", done ? "done" : "bad")
                .text(evidence.state())
                .raw("</span>")
                .text(ReportLines.moment(evidence.began()) + ", by " + evidence.startedBy())
                .raw("</p></header>");
        if (!done) {
            html.element(
                    "p",
                    "The run did not end well: " + EvidenceWords.leftBy(evidence)
                            + ". What follows was found until then.");
        }
        html.raw("<dl class=\"figures\">");
        figure("Landscape", evidence.landscape());
        figure("Key", evidence.key().id() + ", version " + evidence.key().version());
        figure("Map", evidence.map().substring(0, Math.min(16, evidence.map().length())));
        figure("Hits", hits());
        html.raw("</dl>")
                .raw("<section class=\"card note\"><h3>Raw values</h3>")
                .element("p", evidence.raw())
                .raw("</section>");
        evidence.databases().forEach(this::database);
        html.raw("<footer>")
                .text("Run " + evidence.run() + ", begun " + ReportLines.moment(evidence.began()) + ", ended "
                        + ReportLines.moment(evidence.ended())
                        + ". Map " + evidence.map() + ". Public key " + publicKey
                        + ". The signature stands beside this page, in evidence.sig; to verify it: penstock personal-data evidence "
                        + evidence.run() + ". This page holds no value of a database.")
                .raw("</footer>");
        return html.endPage();
    }

    private String hits() {
        long hits = 0;
        for (Evidence.Database database : evidence.databases()) {
            if (database.leaks() == null) {
                return "not searched";
            }
            hits += database.leaks().hits();
        }
        return Figures.count(hits);
    }

    private void hits(Evidence.@Nullable Leaks leaks) {
        if (leaks != null && leaks.hits() > 0) {
            html.raw("<ul>");
            leaks.places().forEach(place -> html.element("li", EvidenceWords.hit(place)));
            html.raw("</ul>");
        }
    }

    private void figure(String name, String value) {
        html.raw("<div>").element("dt", name).element("dd", value).raw("</div>");
    }

    private void database(Evidence.Database database) {
        html.raw("<section><h2>Cluster ").text(database.cluster()).raw("</h2><div class=\"card\"><p>");
        String arrow = "";
        for (String place : EvidenceWords.places(database)) {
            html.raw(arrow).name(place);
            arrow = " → ";
        }
        html.raw("</p>");
        html.element("p", EvidenceWords.summary(database));
        hits(database.leaks());
        for (Evidence.Table table : database.tables()) {
            if (!table.columns().isEmpty()) {
                table(table);
            }
        }
        html.raw("</div></section>");
    }

    private void table(Evidence.Table table) {
        html.raw("<h3>").name(table.table()).raw("</h3>").element("p", EvidenceWords.rows(table));
        html.raw("<table class=\"stacked\"><thead><tr><th scope=\"col\">Column</th>");
        for (String head : HEADS) {
            html.raw("<th scope=\"col\" class=\"n\">%s</th>", head);
        }
        html.raw("</tr></thead><tbody>");
        for (Evidence.Column column : table.columns()) {
            html.raw("<tr><th scope=\"row\">").name(column.column());
            html.element("span class=\"under\"", EvidenceWords.how(column)).raw("</th>");
            long[] numbers = {
                column.replaced(),
                column.unchanged(),
                column.nulls() + column.empty(),
                column.distinctBefore(),
                column.distinctAfter()
            };
            for (int each = 0; each < HEADS.size(); each++) {
                html.raw("<td class=\"n\" data-head=\"%s\">%s</td>", HEADS.get(each), Figures.count(numbers[each]));
            }
            html.raw("</tr>");
        }
        html.raw("</tbody></table>");
    }
}
