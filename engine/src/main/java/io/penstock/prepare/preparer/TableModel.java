package io.penstock.prepare.preparer;

import io.penstock.PenstockException;
import io.penstock.prepare.PrepareProblem;
import io.penstock.prepare.cartridge.PropertiesText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The declarative form of tables: an entry {@code table.column = definition} for each column in its order, and {@code table.primary-key} and {@code table.unique} with names of
 * columns. A definition is what the database understands.
 */
final class TableModel {

    private static final String PRIMARY = "primary-key";
    private static final String UNIQUE = "unique";

    private TableModel() {}

    /** @param file for people */
    static List<Ddl> read(String file, byte[] content) {
        Map<String, List<Ddl.NewColumn>> columns = new LinkedHashMap<>();
        Map<String, List<String>> keys = new LinkedHashMap<>();
        for (PropertiesText.Entry entry : PropertiesText.read(content)) {
            int dot = entry.key().lastIndexOf('.');
            if (dot < 1 || entry.value().isBlank()) {
                throw new PenstockException(
                        PrepareProblem.STEP_INVALID,
                        file + ":" + entry.line() + ": '" + entry.key() + "' is no column of a table.",
                        "Write table.column = definition.");
            }
            String table = entry.key().substring(0, dot);
            String name = entry.key().substring(dot + 1);
            List<String> of = keys.computeIfAbsent(table, each -> new ArrayList<>());
            switch (name) {
                case PRIMARY -> of.add("PRIMARY KEY (" + entry.value() + ")");
                case UNIQUE -> of.add("UNIQUE (" + entry.value() + ")");
                default ->
                    columns.computeIfAbsent(table, each -> new ArrayList<>())
                            .add(new Ddl.NewColumn(name, entry.value().strip()));
            }
        }
        List<Ddl> tables = new ArrayList<>();
        columns.forEach((table, all) -> {
            List<String> parts = new ArrayList<>();
            all.forEach(column -> parts.add(column.name() + " " + column.definition()));
            parts.addAll(keys.getOrDefault(table, List.of()));
            tables.add(new Ddl.NewTable(table, all, "CREATE TABLE " + table + " (" + String.join(", ", parts) + ")"));
        });
        return tables;
    }
}
