package io.penstock.sync;

import java.util.List;
import java.util.Locale;

/** A report as one self-contained page of HTML, with a chart of what ran when. */
final class ReportPage {

    private static final String STYLE =
            "body{font:15px/1.5 system-ui,sans-serif;margin:0;color:#1b2733;background:#f6f7f9}"
                    + "main{max-width:70rem;margin:0 auto;padding:1.5rem 1rem}h1{font-size:1.5rem;margin:0 0 .25rem}"
                    + "h2{font-size:1.1rem;margin:2rem 0 .5rem}.state{display:inline-block;padding:.1rem .6rem;border-radius:1rem;color:#fff;background:#8a2d2d}"
                    + ".state.done{background:#1d6b46}.card{background:#fff;border:1px solid #dde2e8;border-radius:.5rem;padding:1rem;overflow-x:auto}"
                    + "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #eceff2;vertical-align:top}"
                    + "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}.problem{border-left:4px solid #8a2d2d;padding:.25rem .75rem;background:#fff}"
                    + "svg{width:100%;min-width:40rem;height:auto;display:block}svg text{font:11px system-ui,sans-serif;fill:#1b2733}"
                    + ".copy{fill:#2f6fb3}.proof{fill:#1d8a63}.index{fill:#c98a1b}.constraint{fill:#8d5fb0}.finish,.structure,.files{fill:#7a8793}"
                    + ".key span{display:inline-block;width:.8rem;height:.8rem;margin:0 .3rem 0 1rem;vertical-align:-1px}";

    private static final int SHOWN = 200;
    private static final int ROW = 18;
    private static final int LABEL = 250;
    private static final int WIDTH = 1000;

    private final SyncReport report;
    private final StringBuilder html = new StringBuilder();

    ReportPage(SyncReport report) {
        this.report = report;
    }

    String render() {
        String title = "Sync " + report.source() + " to " + report.target();
        html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>")
                .append(escaped(title + ", run " + report.run()))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><main><h1>")
                .append(escaped(title))
                .append("</h1><p><span class=\"state ")
                .append(escaped(report.state()))
                .append("\">")
                .append(escaped(report.state()))
                .append("</span> run ")
                .append(escaped(report.run()))
                .append(String.format(Locale.ROOT, ", %.1f s, ", report.seconds()))
                .append(escaped("started by " + report.startedBy() + " at " + report.began()))
                .append("</p>");
        report.problems()
                .forEach(problem -> html.append("<p class=\"problem\">")
                        .append(escaped(problem))
                        .append("</p>"));
        report.warnings()
                .forEach(warning ->
                        html.append("<p>Note: ").append(escaped(warning)).append(".</p>"));
        report.clusters().forEach(this::cluster);
        timeline();
        return html.append("</main></body></html>\n").toString();
    }

    private void cluster(SyncReport.ClusterReport cluster) {
        html.append("<h2>").append(escaped(cluster.cluster())).append("</h2><div class=\"card\">");
        SyncReport.DatabaseReport database = cluster.database();
        if (database != null) {
            html.append("<p>")
                    .append(escaped(database.from()))
                    .append(" → ")
                    .append(escaped(database.to()))
                    .append("<br>");
            html.append(String.format(
                    Locale.ROOT,
                    "%,d rows in %d tables; %d tables read back and found equal.</p>",
                    database.rows(),
                    database.tables().size(),
                    database.proven()));
            list("Preserved", database.preserved());
            list("Remarks", database.remarks());
            list("Not carried", database.notCarried());
            html.append(
                    "<table><tr><th>Table</th><th>Treatment</th><th class=\"n\">Rows</th><th>Personal columns</th></tr>");
            for (SyncReport.TableReport table : database.tables()) {
                html.append("<tr><td>")
                        .append(escaped(table.table()))
                        .append("</td><td>")
                        .append(escaped(table.treatment()));
                html.append(String.format(Locale.ROOT, "</td><td class=\"n\">%,d</td><td>", table.rows()));
                html.append(escaped(String.join(", ", table.personal()))).append("</td></tr>");
            }
            html.append("</table>");
        }
        if (cluster.files() != null) {
            html.append(String.format(
                    Locale.ROOT,
                    "<p>Files: %,d new, %,d changed, %,d deleted, %,d unchanged; %,d bytes copied.</p>",
                    cluster.files().added(),
                    cluster.files().changed(),
                    cluster.files().deleted(),
                    cluster.files().unchanged(),
                    cluster.files().bytes()));
        }
        html.append("</div>");
    }

    private void list(String title, List<String> items) {
        if (!items.isEmpty()) {
            html.append("<p>").append(title).append(":</p><ul>");
            items.forEach(item -> html.append("<li>").append(escaped(item)).append("</li>"));
            html.append("</ul>");
        }
    }

    private void timeline() {
        List<SyncReport.TimelineEntry> longest = report.timeline().stream()
                .sorted((a, b) -> Double.compare(b.seconds(), a.seconds()))
                .limit(SHOWN)
                .sorted((a, b) -> Double.compare(a.start(), b.start()))
                .toList();
        if (longest.isEmpty()) {
            return;
        }
        double end = Math.max(
                0.001,
                longest.stream()
                        .mapToDouble(entry -> entry.start() + entry.seconds())
                        .max()
                        .orElse(1));
        html.append("<h2>Timeline</h2><div class=\"card\"><p class=\"key\">");
        for (String kind :
                longest.stream().map(SyncReport.TimelineEntry::kind).distinct().toList()) {
            html.append(
                            "<svg style=\"display:inline;width:.8rem;min-width:0;height:.8rem\" viewBox=\"0 0 8 8\"><rect width=\"8\" height=\"8\" class=\"")
                    .append(escaped(kind))
                    .append("\"/></svg> ")
                    .append(escaped(kind))
                    .append(" &nbsp; ");
        }
        html.append("</p><svg role=\"img\" aria-label=\"what ran when\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(longest.size() * ROW + 20)
                .append("\">");
        double scale = (WIDTH - LABEL - 60) / end;
        int y = 0;
        for (SyncReport.TimelineEntry entry : longest) {
            String name = entry.name().length() > 40 ? entry.name().substring(0, 39) + "…" : entry.name();
            html.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text><rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s</title></rect><text x=\"%.1f\" y=\"%d\">%.2f s</text>",
                    LABEL - 6,
                    y + 13,
                    escaped(name),
                    escaped(entry.kind()),
                    LABEL + entry.start() * scale,
                    y + 3,
                    Math.max(1, entry.seconds() * scale),
                    ROW - 6,
                    escaped(entry.kind() + " " + entry.name() + ", " + entry.rows() + " rows, " + entry.bytes()
                            + " bytes"),
                    LABEL + (entry.start() + entry.seconds()) * scale + 4,
                    y + 13,
                    entry.seconds()));
            y += ROW;
        }
        html.append("</svg></div>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
