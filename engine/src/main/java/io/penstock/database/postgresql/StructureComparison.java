package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.DatabaseProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Compares two structures as pg_dump writes them. */
final class StructureComparison {

    private static final int NAMED = 5;

    /**
     * An expression such as {@code status IN ('a', 'b')} is written with its casts in other places once it has been restored, by any tool; it means
     * the same. Casts, brackets and blanks are left out of the comparison for that.
     */
    private static final Pattern SPELLING = Pattern.compile(
            "::(?:text|character varying|character|bpchar|numeric|double precision)(?:\\(\\d+\\))?(?:\\[\\])?|[()\\s]");

    private StructureComparison() {}

    static void requireEqual(List<String> source, List<String> copy) {
        List<String> differing = new ArrayList<>(lacking(objects(source), objects(copy)));
        differing.addAll(lacking(objects(copy), objects(source)));
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

    private static List<String> lacking(List<String> there, List<String> here) {
        Set<String> known = new HashSet<>();
        here.forEach(object -> known.add(SPELLING.matcher(object).replaceAll("")));
        return there.stream()
                .filter(object -> carried(object)
                        && !known.contains(SPELLING.matcher(object).replaceAll("")))
                .map(StructureComparison::name)
                .toList();
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
