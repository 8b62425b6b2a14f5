package io.penstock.sync;

import io.penstock.Figures;
import io.penstock.Html;
import io.penstock.sync.SyncReport.TimelineEntry;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** When each table and each step was worked on: a lane each, on one axis for all clusters, with what it shows in words beside it. */
final class ReportChart {

    /** Lanes of a cluster that are in sight at once; the quicker ones are folded away. */
    private static final int IN_SIGHT = 40;

    private static final int ROW = 9;
    private static final int MOST_TICKS = 5;
    private static final double THINNEST = 0.35;

    private final List<TimelineEntry> timeline;
    private final double end;
    private final Html html;

    ReportChart(SyncReport report, Html html) {
        this.timeline = report.timeline();
        this.html = html;
        this.end = Math.max(
                Math.max(0.001, report.seconds()),
                timeline.stream()
                        .mapToDouble(entry -> entry.start() + entry.seconds())
                        .max()
                        .orElse(0));
    }

    void render(List<String> clusters) {
        html.raw("<section id=\"timeline\"><h2>Timeline</h2>");
        key();
        clusters.forEach(cluster -> cluster(cluster, "<span class=\"cluster %s\">%s</span>"));
        cluster("", "<span class=\"cluster\">all clusters</span>");
        html.raw("</section>");
    }

    private void cluster(String cluster, String badge) {
        List<Lane> lanes = Lane.of(timeline, cluster);
        if (lanes.isEmpty()) {
            return;
        }
        String name = Html.escaped(cluster);
        html.raw("<figure class=\"card\"><figcaption><h3>")
                .raw(badge, name, name)
                .raw("</h3><p class=\"soft\">");
        html.text(summary(lanes)).raw("</p></figcaption>");
        Set<Lane> slow = slowest(lanes);
        list(lanes.stream().filter(slow::contains).toList(), true);
        List<Lane> quick = lanes.stream().filter(lane -> !slow.contains(lane)).toList();
        if (!quick.isEmpty()) {
            double longest = quick.stream().mapToDouble(Lane::seconds).max().orElse(0);
            html.raw("<details><summary>")
                    .text(Figures.of(quick.size(), "more lane", "more lanes") + ", none longer than "
                            + Figures.precise(longest))
                    .raw("</summary>");
            list(quick, false);
            html.raw("</details>");
        }
        html.raw("</figure>");
    }

    private static String summary(List<Lane> lanes) {
        List<Lane> tables = lanes.stream().filter(Lane::isTable).toList();
        double began = lanes.stream()
                .flatMap(lane -> lane.entries().stream())
                .mapToDouble(TimelineEntry::start)
                .min()
                .orElse(0);
        double ended = lanes.stream()
                .flatMap(lane -> lane.entries().stream())
                .mapToDouble(entry -> entry.start() + entry.seconds())
                .max()
                .orElse(0);
        String span = "From " + Figures.precise(began) + " to " + Figures.precise(ended);
        return tables.stream()
                .max(Comparator.comparingDouble(Lane::seconds))
                .map(longest -> span + ". Of " + Figures.of(tables.size(), "table", "tables") + " the longest was "
                        + longest.name() + " with " + Figures.precise(longest.seconds()) + ".")
                .orElse(span + ".");
    }

    private static Set<Lane> slowest(List<Lane> lanes) {
        Set<Lane> slowest = new HashSet<>();
        lanes.stream()
                .sorted(Comparator.comparing((Lane lane) -> lane.isTable() && lane.isWhole())
                        .thenComparing(Comparator.comparingDouble(Lane::seconds).reversed()))
                .limit(IN_SIGHT)
                .forEach(slowest::add);
        return slowest;
    }

    private void list(List<Lane> lanes, boolean ruler) {
        double step = step();
        html.raw("<ul class=\"lanes\" style=\"--step:%.4f%%\">", 100 * step / end);
        if (ruler) {
            ruler(step);
        }
        lanes.forEach(this::lane);
        html.raw("</ul>");
    }

    private void ruler(double step) {
        html.raw("<li aria-hidden=\"true\"><span></span><svg class=\"ruler\">");
        // A tick at the very end would have its text beside the axis.
        for (double at = 0; at < end * 0.95; at += step) {
            html.raw("<text x=\"%.3f%%\" y=\"80%%\">", 100 * at / end).text(tick(at, step));
            html.raw("</text>");
        }
        html.raw("</svg><span></span></li>");
    }

    private static String tick(double seconds, double step) {
        return step < 1 ? Figures.precise(seconds) : Figures.duration(seconds);
    }

    /** The smallest round distance of seconds that gives no more ticks than there is room for on a phone. */
    private double step() {
        double[] round = {0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800};
        for (double each : round) {
            if (end / each <= MOST_TICKS) {
                return each;
            }
        }
        return Math.ceil(end / MOST_TICKS / 86_400) * 86_400;
    }

    private void lane(Lane lane) {
        List<Integer> rows = lane.rows();
        int height = ROW * (1 + rows.stream().mapToInt(Integer::intValue).max().orElse(0)) + 2;
        String name = Html.escaped(lane.name());
        html.raw(
                "<li%s><span class=\"name\" title=\"%s\"><bdi>%s</bdi></span>",
                lane.isTable() ? " data-table=\"" + name + "\"" : "", name, name);
        html.raw(
                "<svg class=\"track\" role=\"img\" height=\"%d\" aria-label=\"%s\">",
                height, Html.escaped(lane.inWords()));
        for (int i = 0; i < rows.size(); i++) {
            TimelineEntry entry = lane.entries().get(i);
            html.raw(
                    "<rect class=\"%s\" x=\"%.3f%%\" y=\"%d\" width=\"%.3f%%\" height=\"%d\" rx=\"1.5\"><title>%s</title></rect>",
                    entry.completed() ? Html.escaped(entry.kind()) : "broken",
                    100 * entry.start() / end,
                    1 + ROW * rows.get(i),
                    Math.max(THINNEST, 100 * entry.seconds() / end),
                    ROW - 1,
                    Html.escaped(inWords(entry)));
        }
        html.raw("</svg><span class=\"took\">").text(Figures.precise(lane.seconds()));
        html.raw("</span></li>");
    }

    private static String inWords(TimelineEntry entry) {
        String what = entry.name().startsWith(entry.kind()) ? entry.name() : entry.kind() + " " + entry.name();
        String handled = entry.rows() == 0
                ? ""
                : ", " + Figures.of(entry.rows(), "row", "rows") + ", " + Figures.bytes(entry.bytes());
        return what + ": " + Figures.precise(entry.seconds()) + " from " + Figures.precise(entry.start()) + handled
                + (entry.completed() ? "" : ", broken off");
    }

    private void key() {
        html.raw("<ul class=\"key\" aria-label=\"Colours\">");
        timeline.stream()
                .map(entry -> entry.completed() ? entry.kind() : "broken")
                .distinct()
                .sorted(Comparator.comparingInt(
                        "structure files copy proof index constraint finish swap broken"::indexOf))
                .forEach(kind -> html.raw(
                                "<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect width=\"10\" height=\"10\" rx=\"2\" class=\"%s\"/></svg>",
                                Html.escaped(kind))
                        .text(kind.equals("broken") ? "broken off" : kind)
                        .raw("</li>"));
        html.raw("</ul>");
    }
}
