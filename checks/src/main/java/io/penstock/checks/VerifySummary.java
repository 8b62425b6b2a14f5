package io.penstock.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code mvn verify} says at its end: the coverage, how many tests ran on which servers, and which were skipped and why. */
public final class VerifySummary {

    private VerifySummary() {}

    /**
     * Prints the summary.
     *
     * @param arguments the directory of the modules, JaCoCo's aggregated CSV, then the servers as {@code tag=name and version}
     */
    public static void main(String[] arguments) throws IOException {
        Path house = Path.of(arguments[0]);
        Map<String, String> servers = new LinkedHashMap<>();
        for (String argument : List.of(arguments).subList(2, arguments.length)) {
            int equals = argument.indexOf('=');
            servers.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        lines(house, Path.of(arguments[1]), servers).forEach(System.out::println);
    }

    static List<String> lines(Path house, Path coverage, Map<String, String> servers) throws IOException {
        List<String> lines = new ArrayList<>();
        if (Files.isRegularFile(coverage)) {
            lines.add(Coverage.read(coverage).phrase());
        }
        List<TestResult> results = TestResult.readAll(house);
        lines.add(tests(results, servers));
        for (TestResult result : results) {
            if (result.outcome() == TestResult.Outcome.SKIPPED) {
                lines.add("Skipped: " + result.name() + ": " + result.reason());
            }
        }
        return lines;
    }

    private static String tests(List<TestResult> results, Map<String, String> servers) {
        StringBuilder line = new StringBuilder("Tests: ");
        line.append(results.stream()
                        .filter(result -> result.outcome() != TestResult.Outcome.SKIPPED)
                        .count())
                .append(" run, ")
                .append(count(results, TestResult.Outcome.FAILED))
                .append(" failed, ")
                .append(count(results, TestResult.Outcome.SKIPPED))
                .append(" skipped");
        String separator = "; ";
        List<TestResult> ran = results.stream()
                .filter(result -> result.outcome() != TestResult.Outcome.SKIPPED)
                .toList();
        for (Map.Entry<String, String> server : servers.entrySet()) {
            long on = ran.stream()
                    .filter(result -> result.servers().contains(server.getKey()))
                    .count();
            line.append(separator)
                    .append("on ")
                    .append(server.getValue())
                    .append(": ")
                    .append(on);
            separator = ", ";
        }
        long without = ran.stream().filter(result -> result.servers().isEmpty()).count();
        return line.append(separator)
                .append("without a server: ")
                .append(without)
                .toString();
    }

    private static long count(List<TestResult> results, TestResult.Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.1f %%", whole == 0 ? 0.0 : 100.0 * part / whole);
    }
}
