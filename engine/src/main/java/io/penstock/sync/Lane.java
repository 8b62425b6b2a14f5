package io.penstock.sync;

import io.penstock.Figures;
import io.penstock.sync.SyncReport.TimelineEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that was done to one table, or in one step that is not of one table. What ran at once stands in different rows. */
final class Lane {

    private final String name;
    private final boolean table;
    private final List<TimelineEntry> entries = new ArrayList<>();

    private Lane(String name, boolean table) {
        this.name = name;
        this.table = table;
    }

    /** The lanes of one cluster, in the order in which they began. */
    static List<Lane> of(List<TimelineEntry> timeline, String cluster) {
        Map<String, Lane> lanes = new LinkedHashMap<>();
        timeline.stream()
                .filter(entry -> entry.cluster().equals(cluster))
                .sorted(Comparator.comparingDouble(TimelineEntry::start))
                .forEach(entry -> {
                    String table = entry.table();
                    String key = table == null ? " " + step(entry) : table;
                    lanes.computeIfAbsent(key, made -> new Lane(table == null ? step(entry) : table, table != null))
                            .entries
                            .add(entry);
                });
        return List.copyOf(lanes.values());
    }

    private static String step(TimelineEntry entry) {
        return switch (entry.kind()) {
            case "constraint" -> "keys between tables";
            case "finish" -> "sequences, views, grants";
            default -> entry.kind();
        };
    }

    String name() {
        return name;
    }

    /** Whether it is a table's. */
    boolean isTable() {
        return table;
    }

    List<TimelineEntry> entries() {
        return List.copyOf(entries);
    }

    /** Time that was worked on it, in seconds; what ran at once counts once. */
    double seconds() {
        double seconds = 0;
        double until = 0;
        for (TimelineEntry entry : entries) {
            double end = entry.start() + entry.seconds();
            seconds += Math.max(0, end - Math.max(until, entry.start()));
            until = Math.max(until, end);
        }
        return seconds;
    }

    boolean isWhole() {
        return entries.stream().allMatch(TimelineEntry::completed);
    }

    /** The row of each entry, from 0, so that none stands over another of its row. */
    List<Integer> rows() {
        List<Double> ends = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        for (TimelineEntry entry : entries) {
            int row = 0;
            while (row < ends.size() && ends.get(row) > entry.start() + 1e-9) {
                row++;
            }
            double end = entry.start() + entry.seconds();
            if (row == ends.size()) {
                ends.add(end);
            } else {
                ends.set(row, end);
            }
            rows.add(row);
        }
        return rows;
    }

    /** In words: {@code public.customer: copy 1.2 s, proof 0.3 s}. */
    String inWords() {
        Map<String, Double> kinds = new LinkedHashMap<>();
        entries.forEach(entry ->
                kinds.merge(entry.kind() + (entry.completed() ? "" : " broken off"), entry.seconds(), Double::sum));
        List<String> phrases = new ArrayList<>();
        kinds.forEach((kind, seconds) -> phrases.add(kind + " " + Figures.precise(seconds)));
        return name + ": " + String.join(", ", phrases);
    }
}
