package io.penstock.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Ways of doing one thing, taken in turn round after round, so that a slow minute of the machine meets all of them. */
final class Rounds {

    /** One way, or what comes before each. */
    @FunctionalInterface
    interface Way {
        void take() throws IOException, InterruptedException, SQLException;
    }

    private Rounds() {}

    /**
     * Measures the ways and prints medians, and the ratios to the first way, as a table.
     *
     * @param before what is made ready for each, unmeasured
     * @param first what the first way is called in the head of the table
     */
    static void compare(Map<String, Way> ways, int rounds, Way before, String first)
            throws IOException, InterruptedException, SQLException {
        Map<String, double[]> seconds = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                before.take();
                long began = System.nanoTime();
                way.getValue().take();
                double took = (System.nanoTime() - began) / 1e9;
                seconds.computeIfAbsent(way.getKey(), name -> new double[rounds])[round] = took;
                System.err.printf(Locale.ROOT, "round %d: %s %.1f s%n", round + 1, way.getKey(), took);
            }
        }
        double[] base = Objects.requireNonNull(seconds.values().iterator().next());
        System.out.println("| way | median s | × " + first + " (median of pairs) |");
        System.out.println("|---|---|---|");
        seconds.forEach((way, times) -> System.out.printf(
                Locale.ROOT, "| %s | %.1f | %.2f |%n", way, median(times), median(ratios(times, base))));
    }

    /** Pair by pair. */
    static double[] ratios(double[] times, double[] base) {
        double[] result = new double[times.length];
        Arrays.setAll(result, i -> times[i] / base[i]);
        return result;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
