package io.penstock.database.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Removes what is in the current schema, which itself cannot be dropped. */
final class SchemaCleaning {

    /** Views first, since tables may not be dropped under them; then what tables use. */
    private static final List<String> KINDS = List.of(
            "SELECT 'VIEW', TABLE_NAME FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_SCHEMA = CURRENT_SCHEMA",
            "SELECT 'TABLE', TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = CURRENT_SCHEMA"
                    + " AND TABLE_TYPE <> 'VIEW'",
            "SELECT 'SEQUENCE', SEQUENCE_NAME FROM INFORMATION_SCHEMA.SEQUENCES WHERE SEQUENCE_SCHEMA = CURRENT_SCHEMA",
            "SELECT CASE ROUTINE_TYPE WHEN 'AGGREGATE' THEN 'AGGREGATE' ELSE 'ALIAS' END, ROUTINE_NAME"
                    + " FROM INFORMATION_SCHEMA.ROUTINES WHERE ROUTINE_SCHEMA = CURRENT_SCHEMA",
            "SELECT 'DOMAIN', DOMAIN_NAME FROM INFORMATION_SCHEMA.DOMAINS WHERE DOMAIN_SCHEMA = CURRENT_SCHEMA",
            "SELECT 'CONSTANT', CONSTANT_NAME FROM INFORMATION_SCHEMA.CONSTANTS WHERE CONSTANT_SCHEMA = CURRENT_SCHEMA");

    private SchemaCleaning() {}

    static int clean(Connection connection) throws SQLException {
        int removed = 0;
        for (String kind : KINDS) {
            List<String[]> objects =
                    Sql.list(connection, kind, row -> new String[] {row.getString(1), row.getString(2)});
            for (String[] object : objects) {
                boolean cascades = List.of("VIEW", "TABLE", "DOMAIN").contains(object[0]);
                Sql.run(
                        connection,
                        "DROP " + object[0] + " IF EXISTS " + Sql.quote(object[1]) + (cascades ? " CASCADE" : ""));
            }
            removed += objects.size();
        }
        connection.commit();
        return removed;
    }
}
