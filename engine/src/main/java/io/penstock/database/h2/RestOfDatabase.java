package io.penstock.database.h2;

import io.penstock.database.RowScan;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** What a database holds besides the rows of its tables: comments, defaults, views, as H2 itself writes them down. */
final class RestOfDatabase {

    private RestOfDatabase() {}

    static void scan(Connection session, RowScan scan) throws SQLException {
        Script script = Script.of(session, Set.of());
        for (Script.Use use : Script.Use.values()) {
            if (use == Script.Use.SETTING || use == Script.Use.ACCESS) {
                continue;
            }
            for (Script.Statement statement : script.of(use)) {
                byte[] text = statement.sql().getBytes(StandardCharsets.UTF_8);
                try (RowScan.Rows seen = scan.begin("the definition of " + statement.name())) {
                    if (seen.wants(0)) {
                        seen.field(0, text, 0, text.length);
                    }
                    seen.endRow();
                }
            }
        }
    }
}
