package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.DatabaseProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares two structures as pg_dump writes them. */
final class StructureComparison {

    private static final int NAMED = 5;

    private StructureComparison() {}

    static void requireEqual(List<String> source, List<String> copy) {
        Set<String> ofSource = new HashSet<>(objects(source));
        Set<String> ofCopy = new HashSet<>(objects(copy));
        List<String> differing = new ArrayList<>();
        for (String object : ofSource) {
            if (!ofCopy.contains(object) && carried(object)) {
                differing.add(name(object));
            }
        }
        for (String object : ofCopy) {
            if (!ofSource.contains(object) && carried(object)) {
                differing.add(name(object));
            }
        }
        if (!differing.isEmpty()) {
            throw new PenstockException(
                    DatabaseProblem.COPY_DIFFERS,
                    "The structure of the copy differs from that of the source: "
                            + String.join(
                                    ", ",
                                    differing.stream()
                                            .distinct()
                                            .sorted()
                                            .limit(NAMED)
                                            .toList()) + ".",
                    "If the source was changed meanwhile, run the command again; else report it as a defect of Penstock.");
        }
    }

    /** User mappings and the options of foreign servers stay behind on purpose. */
    private static boolean carried(String object) {
        String header = object.lines().findFirst().orElse("");
        return !header.contains("; Type: USER MAPPING; ") && !header.contains("; Type: SERVER; ");
    }

    private static String name(String object) {
        String header = object.lines().findFirst().orElse("");
        return header.replaceFirst("^-- Name: (.*?); Type: ([A-Z ]+);.*$", "$2 $1");
    }

    /** The entries of a script, each with its header line. */
    private static List<String> objects(List<String> script) {
        List<String> result = new ArrayList<>();
        StringBuilder object = new StringBuilder();
        for (String line : script) {
            if (line.startsWith("-- Name: ")) {
                result.add(object.toString().strip());
                object.setLength(0);
            }
            if (!line.equals("--") && !line.isBlank()) {
                object.append(line).append('\n');
            }
        }
        result.add(object.toString().strip());
        return result;
    }
}
