package io.penstock.sync;

import io.penstock.Figures;
import io.penstock.database.DisplacedRows;
import io.penstock.database.PreservedRows;
import io.penstock.pseudonym.BoundMap;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says what becomes of preserved rows. Keys are named where they look like identifiers, and the map calls none of their columns personal. */
final class PreservedRowsWords {

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9._:/+-]{1,60}");

    private final BoundMap map;

    PreservedRowsWords(BoundMap map) {
        this.map = map;
    }

    /** What a person should know before agreeing. */
    List<String> remarks(PreservedRows rows) {
        List<String> remarks = new ArrayList<>();
        for (DisplacedRows each : rows.displaced()) {
            remarks.add(displaced(each) + (each.rows() == 1 ? " gives way" : " give way") + " too");
        }
        remarks.addAll(rows.notes());
        return remarks;
    }

    /** What became of them, as one phrase. */
    String outcome(PreservedRows rows) {
        String phrase = Figures.of(rows.kept(), "row", "rows") + " of " + rows.table()
                + (rows.rule().where() == null ? "" : " where " + rows.rule().where()) + " in place of "
                + Figures.count(rows.replaced());
        return rows.displaced().isEmpty()
                ? phrase
                : phrase + ", among them "
                        + rows.displaced().stream().map(this::displaced).collect(Collectors.joining("; "));
    }

    private String displaced(DisplacedRows rows) {
        String which = Figures.of(rows.rows(), "row", "rows") + " of " + rows.table()
                + " that the rule does not mean, with the same " + String.join(", ", rows.columns());
        boolean personal = map.personalColumns().stream()
                .anyMatch(column ->
                        column.table().equals(rows.table()) && rows.columns().contains(column.column()));
        List<List<String>> shown = rows.examples().stream()
                .filter(key ->
                        key.stream().allMatch(value -> IDENTIFIER.matcher(value).matches()))
                .toList();
        if (personal || shown.isEmpty()) {
            return which;
        }
        String keys = shown.stream()
                .map(key -> key.size() == 1 ? key.get(0) : key.toString())
                .collect(Collectors.joining("; "));
        return which + " (" + keys + (rows.rows() > shown.size() ? "; …" : "") + ")";
    }
}
