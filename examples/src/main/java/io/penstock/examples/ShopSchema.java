package io.penstock.examples;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The structure of the shop, as its cartridges declare it: what is prepared and what is generated has the same tables. */
final class ShopSchema {

    private static final List<String> CARTRIDGES = List.of("core", "bc_foundation", "bc_mvc", "demo_shop");
    private static final List<String> WITH_MODEL = List.of("core", "bc_foundation", "bc_mvc");
    private static final List<String> WITH_INDEXES = List.of("bc_foundation", "demo_shop");

    private final Vendor vendor;

    ShopSchema(Vendor vendor) {
        this.vendor = vendor;
    }

    /** A script that makes the tables, without keys. */
    String tables() throws IOException {
        StringBuilder script = new StringBuilder();
        for (String cartridge : CARTRIDGES) {
            script.append(file(cartridge, "scripts/tables-" + vendor.product() + ".sql"));
        }
        for (String cartridge : WITH_MODEL) {
            script.append(model(file(cartridge, "tables.properties")));
        }
        return script.toString();
    }

    /** A script that makes all else, for when the rows are in. */
    String rest() throws IOException {
        StringBuilder script = new StringBuilder();
        for (String cartridge : CARTRIDGES) {
            script.append(file(cartridge, "scripts/dbkeys.ddl"));
        }
        for (String cartridge : WITH_INDEXES) {
            script.append(file(cartridge, "scripts/dbindex.ddl"));
        }
        for (String cartridge : CARTRIDGES) {
            script.append(file(cartridge, "scripts/dbconstraints-" + vendor.product() + ".ddl"));
        }
        return script.append(file("demo_shop", "scripts/views.sql")).toString();
    }

    private static String file(String cartridge, String name) throws IOException {
        return Resources.text("cartridges/" + cartridge + "/src/main/resources/" + cartridge + "/dbinit/" + name);
    }

    /** The statements of a declarative model: each line is {@code table.column = definition}, or a key of the table. */
    private static String model(String text) {
        Map<String, String> tables = new LinkedHashMap<>();
        for (String line : text.split("\n", -1)) {
            int sign = line.indexOf('=');
            if (!line.startsWith("#") && sign > 0) {
                String[] name = line.substring(0, sign).strip().split("\\.", 2);
                String value = line.substring(sign + 1).strip();
                String part = switch (name[1]) {
                    case "primary-key" -> "primary key (" + value + ")";
                    case "unique" -> "unique (" + value + ")";
                    default -> name[1] + " " + value;
                };
                tables.merge(name[0], part, (before, added) -> before + ", " + added);
            }
        }
        StringBuilder script = new StringBuilder();
        tables.forEach((table, parts) -> script.append("create table ")
                .append(table)
                .append(" (")
                .append(parts)
                .append(");\n"));
        return script.toString();
    }
}
