package io.penstock.pseudonym;

import io.penstock.database.Column;
import io.penstock.database.Table;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tables that Penstock itself keeps in a prepared database. No value of theirs comes from a row of another table, so a map need not name them. Columns that others have added to them
 * are not meant.
 */
final class PenstockTables {

    private static final Map<String, Set<String>> COLUMNS = Map.of(
            "preparationstep",
                    Set.of(
                            "cartridgeuuid",
                            "id",
                            "version",
                            "type",
                            "status",
                            "cartridge",
                            "preparer",
                            "parameters",
                            "fingerprint",
                            "started",
                            "ended",
                            "changedrows",
                            "run",
                            "host",
                            "error",
                            "scriptstatement",
                            "scriptindoubt",
                            "scriptprefix"),
            "preparationattempt",
                    Set.of("run", "number", "cartridgeuuid", "id", "version", "type", "status", "moment", "error"),
            "cartridgeinformation", Set.of("uuid", "internalname", "migrationversion"));

    private PenstockTables() {}

    static boolean have(Table table, Column column) {
        return COLUMNS.getOrDefault(table.name().name().toLowerCase(Locale.ROOT), Set.of())
                .contains(column.name().toLowerCase(Locale.ROOT));
    }
}
