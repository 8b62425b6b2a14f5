package io.penstock.inplace;

import io.penstock.Figures;
import io.penstock.Html;
import io.penstock.run.ReportPageParts;

/** A report as one page of HTML for whoever has to answer for the environment. */
final class InPlaceReportPage {

    private final InPlaceReport report;
    private final String title;
    private final Html html;
    private final ReportPageParts parts;

    InPlaceReportPage(InPlaceReport report) {
        this.report = report;
        this.title = "Pseudonymize " + report.environment() + " in place";
        this.html = Html.page(title + ": " + report.state() + ", run " + report.run());
        this.parts = new ReportPageParts(html);
    }

    String render() {
        parts.header(title, report.state(), report.began(), report.startedBy());
        parts.problems(report.state(), report.problems());
        figures();
        html.raw("<section class=\"card note\"><h3>Raw values</h3>")
                .element("p", InPlaceReportText.rawData(report))
                .raw("</section>");
        parts.notes(report.warnings());
        report.databases().forEach(this::database);
        return parts.end(report.run(), report.began(), report.ended());
    }

    private void figures() {
        long rows = 0;
        long kept = 0;
        int done = 0;
        int tables = 0;
        for (InPlaceReport.DatabaseReport database : report.databases()) {
            rows += database.rows();
            tables += database.tables().size();
            for (InPlaceReport.TableReport table : database.tables()) {
                kept += table.kept();
                done += table.state().equals(InPlaceReporting.AS_IT_WAS) ? 0 : 1;
            }
        }
        html.raw("<dl class=\"figures\">");
        parts.figure("Took", Figures.precise(report.seconds()));
        parts.figure("Rows", Figures.count(rows));
        parts.figure("Rows kept", Figures.count(kept));
        parts.figure("Tables done", Figures.count(done) + " of " + Figures.count(tables));
        html.raw("</dl>");
    }

    private void database(InPlaceReport.DatabaseReport database) {
        String name = Html.escaped(database.cluster());
        html.raw(
                "<section id=\"%s\"><h2>Cluster <span class=\"cluster %s\">%s</span></h2><div class=\"card\">",
                name, name, name);
        html.raw("<h3>Database</h3><p>").name(database.database()).raw("</p>");
        InPlaceReportText.outcomes(database).forEach(each -> html.element("p", each + "."));
        parts.list("Kept accounts", database.accounts());
        parts.list("Remarks", database.remarks());
        parts.list("Raw values stay in", database.remains());
        tables(database);
        html.raw("</div></section>");
    }

    private void tables(InPlaceReport.DatabaseReport database) {
        html.raw("<table>")
                .element(
                        "caption",
                        "Tables of " + database.cluster() + " that change, and what was done to their personal columns")
                .raw("<thead><tr><th scope=\"col\">Table</th><th scope=\"col\">Treatment</th>")
                .raw(
                        "<th scope=\"col\" class=\"n\">Rows</th><th scope=\"col\" class=\"n\">Kept</th></tr></thead><tbody>");
        for (InPlaceReport.TableReport table : database.tables()) {
            html.raw("<tr><th scope=\"row\">").name(table.table());
            if (!table.columns().isEmpty()) {
                html.element("span class=\"under\"", String.join(", ", table.columns()));
            }
            if (table.odd() > 0) {
                html.element("span class=\"under\"", InPlaceReportText.odd(table) + ".");
            }
            html.raw("</th><td class=\"w\">").text(table.treatment() + ", " + table.state());
            html.raw(
                    "</td><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>",
                    Figures.count(table.rows()), Figures.count(table.kept()));
        }
        html.raw("</tbody></table>");
    }
}
