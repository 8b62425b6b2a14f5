package io.penstock.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many lines the tests reached, by module, as JaCoCo's CSV report tells. */
record Coverage(Map<String, Lines> modules) {

    /** Lines that no test and that some test reached. */
    record Lines(long missed, long covered) {
        Lines plus(Lines other) {
            return new Lines(missed + other.missed, covered + other.covered);
        }

        String percent() {
            return VerifySummary.percent(covered, missed + covered);
        }
    }

    static Coverage read(Path csv) throws IOException {
        List<String> rows = Files.readAllLines(csv);
        List<String> header = List.of(rows.get(0).split(","));
        int missed = header.indexOf("LINE_MISSED");
        int covered = header.indexOf("LINE_COVERED");
        Map<String, Lines> modules = new LinkedHashMap<>();
        for (String row : rows.subList(1, rows.size())) {
            String[] fields = row.split(",", -1);
            Lines lines = new Lines(Long.parseLong(fields[missed]), Long.parseLong(fields[covered]));
            modules.merge(module(fields[0]), lines, Lines::plus);
        }
        return new Coverage(modules);
    }

    /** {@code Penstock checks/penstock-engine} and {@code Penstock engine} alike are {@code engine}. */
    private static String module(String group) {
        String name = group.substring(group.lastIndexOf('/') + 1);
        return name.replaceFirst("^[Pp]enstock[ -]", "");
    }

    String phrase() {
        Collection<Lines> each = modules.values();
        String all = each.stream().reduce(new Lines(0, 0), Lines::plus).percent();
        return "Coverage: " + all + " of lines ("
                + modules.entrySet().stream()
                        .map(module -> module.getKey() + " " + module.getValue().percent())
                        .collect(Collectors.joining(", "))
                + ")";
    }
}
