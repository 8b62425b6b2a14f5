package io.penstock.cli;

import io.penstock.run.Progress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moments of a run as text: how far it is, how fast it goes, how long it will take. */
final class ProgressText {

    private static final long WINDOW_NANOS = 8_000_000_000L;
    private static final double NANOS = 1e9;
    private static final int BAR = 24;
    private static final int MOST_IN_FLIGHT = 8;
    private static final double TOO_EARLY = 0.02;

    private record Moment(Progress.View view, long nanos) {}

    private final int columns;
    private final Deque<Moment> window = new ArrayDeque<>();
    private @Nullable Moment first;

    ProgressText(int columns) {
        this.columns = columns;
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
        Progress.View view = window.getLast().view();
        List<String> lines = new ArrayList<>();
        int filled = (int) Math.floor(view.fraction() * BAR);
        lines.add("[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + percent(view) + remaining());
        lines.add("  " + String.join(", ", rates(view)));
        int shown = Math.min(MOST_IN_FLIGHT, view.inFlight().size());
        if (!view.stage().isEmpty()) {
            lines.add("  " + view.stage());
        }
        view.inFlight().subList(0, shown).forEach(work -> lines.add("    " + work));
        if (shown < view.inFlight().size()) {
            lines.add("    and " + (view.inFlight().size() - shown) + " more");
        }
        return lines.stream().map(line -> Style.cut(line, columns)).toList();
    }

    /** One line for a log. */
    String line() {
        Progress.View view = window.getLast().view();
        return percent(view).strip() + " " + view.stage() + ": " + String.join(", ", rates(view)) + remaining();
    }

    private List<String> rates(Progress.View view) {
        double seconds =
                Math.max(1e-3, (window.getLast().nanos() - window.getFirst().nanos()) / NANOS);
        Progress.View before = window.getFirst().view();
        return List.of(
                Figures.of(view.rows(), "row", "rows"),
                Figures.count(Math.round((view.rows() - before.rows()) / seconds)) + " rows/s",
                Figures.bytes((view.bytes() - before.bytes()) / seconds) + "/s");
    }

    private static String percent(Progress.View view) {
        return String.format("%3d %%", (int) Math.floor(view.fraction() * 100));
    }

    private String remaining() {
        Moment begin = first;
        double fraction = window.getLast().view().fraction();
        if (begin == null || fraction < TOO_EARLY) {
            return "";
        }
        double elapsed = (window.getLast().nanos() - begin.nanos()) / NANOS;
        return ", " + Figures.duration(elapsed * (1 - fraction) / fraction) + " left";
    }
}
