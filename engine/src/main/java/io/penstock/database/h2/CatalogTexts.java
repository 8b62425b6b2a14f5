package io.penstock.database.h2;

import io.penstock.database.CatalogText;
import io.penstock.database.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads what the information schema holds beside the structure. H2 keeps no values of columns for its planner. */
final class CatalogTexts {

    private static final String USER_SCHEMA = CatalogReader.USER_SCHEMA;

    private static final String SQL = String.join(
            " UNION ALL ",
            "SELECT 'COMMENT', LOWER(TABLE_TYPE) || ' ' || TABLE_SCHEMA || '.' || TABLE_NAME, TABLE_SCHEMA, TABLE_NAME, NULL, REMARKS"
                    + " FROM INFORMATION_SCHEMA.TABLES WHERE REMARKS IS NOT NULL AND TABLE_SCHEMA" + USER_SCHEMA,
            "SELECT 'COMMENT', 'column ' || TABLE_SCHEMA || '.' || TABLE_NAME || '.' || COLUMN_NAME, TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, REMARKS"
                    + " FROM INFORMATION_SCHEMA.COLUMNS WHERE REMARKS IS NOT NULL AND TABLE_SCHEMA" + USER_SCHEMA,
            "SELECT 'DEFAULT', 'default of ' || TABLE_SCHEMA || '.' || TABLE_NAME || '.' || COLUMN_NAME, TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME,"
                    + " COLUMN_DEFAULT FROM INFORMATION_SCHEMA.COLUMNS WHERE COLUMN_DEFAULT IS NOT NULL AND TABLE_SCHEMA"
                    + USER_SCHEMA,
            "SELECT 'VIEW', 'view ' || TABLE_SCHEMA || '.' || TABLE_NAME, NULL, NULL, NULL, VIEW_DEFINITION FROM INFORMATION_SCHEMA.VIEWS"
                    + " WHERE TABLE_SCHEMA" + USER_SCHEMA,
            "SELECT 'LABELS', 'enum of ' || OBJECT_SCHEMA || '.' || OBJECT_NAME || '.' || ENUM_IDENTIFIER, NULL, NULL, NULL,"
                    + " LISTAGG(VALUE_NAME, CHAR(10)) FROM INFORMATION_SCHEMA.ENUM_VALUES WHERE OBJECT_SCHEMA"
                    + USER_SCHEMA + " GROUP BY OBJECT_SCHEMA, OBJECT_NAME, ENUM_IDENTIFIER",
            "SELECT 'CHECK', 'check ' || CONSTRAINT_SCHEMA || '.' || CONSTRAINT_NAME, NULL, NULL, NULL, CHECK_CLAUSE"
                    + " FROM INFORMATION_SCHEMA.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA" + USER_SCHEMA,
            "SELECT 'FUNCTION', 'function ' || ROUTINE_SCHEMA || '.' || ROUTINE_NAME, NULL, NULL, NULL, ROUTINE_DEFINITION"
                    + " FROM INFORMATION_SCHEMA.ROUTINES WHERE ROUTINE_DEFINITION IS NOT NULL AND ROUTINE_SCHEMA"
                    + USER_SCHEMA);

    private CatalogTexts() {}

    static List<CatalogText> read(Connection reader) throws SQLException {
        return Sql.list(reader, SQL + " ORDER BY 1, 2", row -> {
            String schema = row.getString(3);
            String table = row.getString(4);
            String text = row.getString(6);
            return new CatalogText(
                    CatalogText.Kind.valueOf(row.getString(1)),
                    row.getString(2),
                    schema == null || table == null ? null : new TableName(schema, table),
                    row.getString(5),
                    text == null ? "" : text);
        });
    }
}
