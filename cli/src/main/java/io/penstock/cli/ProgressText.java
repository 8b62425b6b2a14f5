package io.penstock.cli;

import io.penstock.Figures;
import io.penstock.run.Progress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Moments of a run as text: how far it is, how fast it goes, how long it will take. */
final class ProgressText {

    private static final long WINDOW_NANOS = 8_000_000_000L;
    private static final double NANOS = 1e9;
    private static final int BAR = 24;
    /** What stands in the line of the bar beside it. */
    private static final int BESIDE_BAR = 26;

    private static final int MOST_IN_FLIGHT = 8;
    private static final int MOST_IN_LINE = 3;
    private static final int LONGEST_IN_LINE = 60;
    private static final double TOO_EARLY = 0.02;

    private record Moment(Progress.View view, long nanos) {}

    private final int columns;
    private final boolean clusters;
    private final Deque<Moment> window = new ArrayDeque<>();
    private @Nullable Moment first;

    /** @param clusters whether there is more than one, so that each line has to say which it speaks of */
    ProgressText(int columns, boolean clusters) {
        this.columns = columns;
        this.clusters = clusters;
    }

    /** @param nanos of a clock that only goes on */
    void add(Progress.View view, long nanos) {
        Moment moment = new Moment(view, nanos);
        if (first == null) {
            first = moment;
        }
        window.addLast(moment);
        while (window.size() > 2 && nanos - window.getFirst().nanos() > WINDOW_NANOS) {
            window.removeFirst();
        }
    }

    /** Several lines for a terminal: the bar, the rates, what is in flight. */
    List<String> area() {
        Progress.View view = view();
        List<String> lines = new ArrayList<>();
        int bar = Math.max(4, Math.min(BAR, columns - BESIDE_BAR));
        int filled = (int) Math.floor(view.fraction() * bar);
        lines.add("[" + "#".repeat(filled) + ".".repeat(bar - filled) + "] " + percent(view.fraction()) + remaining());
        String copied = "  " + copied(view);
        String rates = rates(view);
        if (copied.length() + 2 + rates.length() <= columns) {
            lines.add(copied + ", " + rates);
        } else {
            lines.add(copied);
            lines.add("  " + rates);
        }
        if (!view.stage().isEmpty()) {
            lines.add("  " + stage(view));
        }
        int shown = Math.min(MOST_IN_FLIGHT, view.inFlight().size());
        view.inFlight().subList(0, shown).forEach(work -> lines.add("    " + inFlight(work, columns - 4)));
        if (shown < view.inFlight().size()) {
            lines.add("    and " + (view.inFlight().size() - shown) + " more");
        }
        return lines.stream().map(line -> Layout.cut(line, columns)).toList();
    }

    /** One line for a log. */
    String line() {
        Progress.View view = view();
        String inFlight = view.inFlight().stream()
                .limit(MOST_IN_LINE)
                .map(work -> inFlight(work, LONGEST_IN_LINE))
                .collect(Collectors.joining(", "));
        int more = view.inFlight().size() - MOST_IN_LINE;
        return percent(view.fraction()).strip() + " " + stage(view) + ": " + copied(view) + ", " + rates(view)
                + remaining() + (inFlight.isEmpty() ? "" : "; " + inFlight)
                + (more > 0 ? " and " + more + " more" : "");
    }

    private Progress.View view() {
        return window.getLast().view();
    }

    private String stage(Progress.View view) {
        return named(view.cluster()) + view.stage();
    }

    /** What is done, cut so that how far it is stays in sight. */
    private String inFlight(Progress.InFlight work, int room) {
        String share = work.fraction() > 0 ? " " + (int) Math.floor(work.fraction() * 100) + " %" : "";
        return Layout.cutMiddle(Layout.plain(named(work.cluster()) + work.what()), room - share.length()) + share;
    }

    private String named(String cluster) {
        return clusters && !cluster.isEmpty() ? cluster + " " : "";
    }

    private static String copied(Progress.View view) {
        return Figures.of(view.copied(), "row", "rows") + " copied";
    }

    private String rates(Progress.View view) {
        double seconds =
                Math.max(1e-3, (window.getLast().nanos() - window.getFirst().nanos()) / NANOS);
        Progress.View before = window.getFirst().view();
        return Figures.count(Math.round((view.rows() - before.rows()) / seconds)) + " rows/s, "
                + Figures.bytes((view.bytes() - before.bytes()) / seconds) + "/s";
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%3d %%", (int) Math.floor(fraction * 100));
    }

    private String remaining() {
        Moment begin = first;
        double fraction = view().fraction();
        if (begin == null || fraction < TOO_EARLY || fraction >= 1) {
            return "";
        }
        double elapsed = (window.getLast().nanos() - begin.nanos()) / NANOS;
        return ", " + Figures.duration(Math.ceil(elapsed * (1 - fraction) / fraction)) + " left";
    }
}
