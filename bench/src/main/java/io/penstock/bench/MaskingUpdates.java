package io.penstock.bench;

import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.Database;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.postgresql.PostgresDialect;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.pseudonym.BoundMap;
import io.penstock.pseudonym.PersonalDataMap;
import io.penstock.pseudonym.PseudonymKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What people write by hand today: one UPDATE for each table with personal columns, each text replaced by its keyed hash. */
final class MaskingUpdates {

    private MaskingUpdates() {}

    static List<String> of(BenchServer source, String database, Path map) {
        String url = source.url(database);
        try (Database reached = new PostgresDialect(map.resolveSibling("temporary"))
                .open(new DatabaseAddress(url, null, "postgres", null), url, "benchmark")) {
            Catalog catalog = reached.catalog();
            BoundMap bound = PersonalDataMap.read(map)
                    .bind(catalog, PseudonymKey.ofBase64("YSBrZXkgZm9yIG1lYXN1cmluZywgbm90IGZvciB1c2UhIQ=="), "bench");
            Map<TableName, List<Column>> personal = new LinkedHashMap<>();
            for (BoundMap.PersonalColumn each : bound.personalColumns()) {
                Table table = catalog.table(each.table()).orElseThrow();
                personal.computeIfAbsent(each.table(), name -> new ArrayList<>())
                        .add(table.column(each.column()).orElseThrow());
            }
            List<String> updates = new ArrayList<>();
            personal.forEach((table, columns) -> updates.add("UPDATE " + table + " SET "
                    + columns.stream().map(MaskingUpdates::assignment).collect(Collectors.joining(", "))));
            return updates;
        }
    }

    private static String assignment(Column column) {
        String name = "\"" + column.name() + "\"";
        if (column.kind() != ColumnKind.TEXT) {
            return name + " = " + name;
        }
        String hash = "md5('key' || " + name + ")";
        return name + " = " + (column.maxLength() > 0 ? "left(" + hash + ", " + column.maxLength() + ")" : hash);
    }
}
