package io.penstock.sync;

import io.penstock.Figures;
import io.penstock.Html;
import io.penstock.run.ReportLines;
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

    public ReportPage(SyncReport report) {
        this.report = report;
        this.title = "Sync " + report.source() + " → " + report.target();
        this.html = Html.page(title + ": " + report.state() + ", run " + report.run());
    }

    public String render() {
        html.raw("<header>")
                .element("h1", title)
                .raw("<p><span class=\"state %s\">", report.state().equals("done") ? "done" : "bad")
                .text(report.state())
                .raw("</span><time datetime=\"%s\">", Html.escaped(report.began()))
                .text(ReportLines.moment(report.began()))
                .raw("</time>, by ")
                .text(report.startedBy())
                .raw("</p></header>");
        problems();
        figures();
        warnings();
        links();
        if (!report.timeline().isEmpty()) {
            new ReportChart(report, html)
                    .render(report.clusters().stream()
                            .map(SyncReport.ClusterReport::cluster)
                            .toList());
        }
        report.clusters().forEach(this::cluster);
        html.raw("<footer>").text("Run " + report.run() + ". Begun " + report.began() + ", ended " + report.ended());
        return html.raw(". This page holds no value of a database.</footer>").endPage();
    }

    private void problems() {
        if (report.problems().isEmpty()) {
            return;
        }
        html.raw("<section class=\"problem\" role=\"alert\">")
                .element("h2", report.state().equals("cancelled") ? "Cancelled" : "What went wrong");
        for (String problem : report.problems()) {
            int end = problem.indexOf(' ');
            boolean code = end > 0 && problem.substring(0, end).matches("[A-Z][A-Z0-9-]+");
            html.raw("<p>");
            if (code) {
                html.element("strong", problem.substring(0, end)).text(problem.substring(end));
            } else {
                html.text(problem);
            }
            html.raw("</p>");
        }
        html.raw("</section>");
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
        figure("Took", Figures.precise(report.seconds()));
        if (report.downtime() != null) {
            figure("Application stopped", Figures.precise(report.downtime()));
        }
        if (tables > 0) {
            figure("Rows copied", Figures.count(rows));
            figure("Tables", Figures.count(tables));
            figure("Pseudonymized", Figures.count(personal));
            figure("Read back, equal", Figures.count(proven));
        }
        if (hasFiles) {
            figure("Files copied", Figures.count(files));
        }
        html.raw("</dl>");
    }

    private void figure(String name, String value) {
        html.raw("<div>").element("dt", name).element("dd", value).raw("</div>");
    }

    private void warnings() {
        if (!report.warnings().isEmpty()) {
            html.raw("<section class=\"card note\"><h3>Notes</h3><ul>");
            report.warnings().forEach(warning -> html.element("li", ReportLines.sentence(warning)));
            html.raw("</ul></section>");
        }
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
            list("Preserved rows", database.preserved());
            list("Kept accounts", database.accounts());
            list("Remarks", database.remarks());
            list("Not carried", database.notCarried());
        }
        if (cluster.files() != null) {
            html.raw("<h3>Files</h3>").element("p", ReportText.files(cluster.files()) + ".");
        }
        if (database != null && !database.tables().isEmpty()) {
            tables(cluster.cluster(), database.tables());
        }
        html.raw("</div></section>");
    }

    private void list(String title, List<String> items) {
        if (!items.isEmpty()) {
            html.element("p", title + ":").raw("<ul>");
            items.forEach(item -> html.element("li", item));
            html.raw("</ul>");
        }
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
