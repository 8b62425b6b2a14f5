package io.penstock.sync;

import io.penstock.Figures;
import io.penstock.Html;
import io.penstock.run.ReportPageParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A report as one page of HTML for whoever has to answer for the environment: what went wrong, the figures, what ran when, what was done to each table.
 */
public final class ReportPage {

    private final SyncReport report;
    private final String title;
    private final Html html;
    private final ReportPageParts parts;

    public ReportPage(SyncReport report) {
        this.report = report;
        this.title = "Sync " + report.source() + " → " + report.target();
        this.html = Html.page(title + ": " + report.state() + ", run " + report.run());
        this.parts = new ReportPageParts(html);
    }

    public String render() {
        parts.header(title, report.state(), report.began(), report.startedBy());
        parts.problems(report.state(), report.problems());
        figures();
        parts.notes(report.warnings());
        links();
        if (!report.timeline().isEmpty()) {
            new ReportChart(report, html)
                    .render(report.clusters().stream()
                            .map(SyncReport.ClusterReport::cluster)
                            .toList());
        }
        report.clusters().forEach(this::cluster);
        return parts.end(report.run(), report.began(), report.ended());
    }

    private void figures() {
        long rows = 0;
        long tables = 0;
        long personal = 0;
        long proven = 0;
        long files = 0;
        boolean hasFiles = false;
        for (SyncReport.ClusterReport cluster : report.clusters()) {
            SyncReport.DatabaseReport database = cluster.database();
            if (database != null) {
                rows += database.rows();
                tables += database.tables().size();
                proven += database.proven();
                personal += database.tables().stream()
                        .filter(table -> table.treatment().equals("pseudonymized"))
                        .count();
            }
            if (cluster.files() != null) {
                hasFiles = true;
                files += cluster.files().added() + cluster.files().changed();
            }
        }
        if (!report.state().equals("done")) {
            html.element("p", report.swapped() ? ReportText.SWAPPED : ReportText.UNFINISHED);
        }
        html.raw("<dl class=\"figures\">");
        parts.figure("Took", Figures.precise(report.seconds()));
        if (report.downtime() != null) {
            parts.figure("Application stopped", Figures.precise(report.downtime()));
        }
        if (tables > 0) {
            parts.figure("Rows copied", Figures.count(rows));
            parts.figure("Tables", Figures.count(tables));
            parts.figure("Pseudonymized", Figures.count(personal));
            parts.figure("Read back, equal", Figures.count(proven));
        }
        if (hasFiles) {
            parts.figure("Files copied", Figures.count(files));
        }
        html.raw("</dl>");
    }

    private void links() {
        List<String> names = new ArrayList<>();
        if (!report.timeline().isEmpty()) {
            names.add("Timeline");
        }
        report.clusters().forEach(cluster -> names.add(cluster.cluster()));
        html.raw("<nav aria-label=\"On this page\">");
        for (String name : names) {
            html.raw("<a href=\"#%s\">", Html.escaped(name.toLowerCase(Locale.ROOT)))
                    .text(name)
                    .raw("</a>");
        }
        html.raw("</nav>");
    }

    private void cluster(SyncReport.ClusterReport cluster) {
        String name = Html.escaped(cluster.cluster());
        html.raw(
                "<section id=\"%s\"><h2>Cluster <span class=\"cluster %s\">%s</span></h2><div class=\"card\">",
                name, name, name);
        SyncReport.DatabaseReport database = cluster.database();
        if (database != null) {
            html.raw("<h3>Database</h3><p>").name(database.from()).raw(" → ").name(database.to());
            html.raw("</p><p>").text(ReportText.rows(database) + ".").raw("</p>");
            if (database.leaks() != null) {
                html.element("p", ReportText.leaks(database.leaks()) + ".");
            }
            parts.list("Preserved rows", database.preserved());
            parts.list("Kept accounts", database.accounts());
            parts.list("Remarks", database.remarks());
            parts.list("Not carried", database.notCarried());
        }
        if (cluster.files() != null) {
            html.raw("<h3>Files</h3>").element("p", ReportText.files(cluster.files()) + ".");
        }
        if (database != null && !database.tables().isEmpty()) {
            tables(cluster.cluster(), database.tables());
        }
        html.raw("</div></section>");
    }

    private void tables(String cluster, List<SyncReport.TableReport> tables) {
        html.raw("<table>")
                .element("caption", "Tables of " + cluster + ", and what was done to their personal columns")
                .raw("<thead><tr><th scope=\"col\">Table</th><th scope=\"col\">Treatment</th>")
                .raw("<th scope=\"col\" class=\"n\">Rows</th></tr></thead><tbody>");
        for (SyncReport.TableReport table : tables) {
            html.raw("<tr><th scope=\"row\">").name(table.table());
            if (!table.personal().isEmpty()) {
                html.element("span class=\"under\"", String.join(", ", table.personal()));
            }
            if (table.odd() > 0) {
                html.element("span class=\"under\"", ReportText.odd(table) + ".");
            }
            html.raw("</th><td class=\"w\">").text(table.treatment());
            html.raw("</td><td class=\"n\">%,d</td></tr>", table.rows());
        }
        html.raw("</tbody></table>");
    }
}
