package io.penstock.database.h2;

import io.penstock.database.Derivation;
import io.penstock.database.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads generated columns, defaults and triggers. Triggers are classes of Java, which cannot be read. */
final class DerivationReader {

    private static final String COLUMNS =
            "SELECT CASE WHEN IS_GENERATED = 'ALWAYS' THEN 'GENERATED' ELSE 'DEFAULT' END, TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME,"
                    + " CASE WHEN IS_GENERATED = 'ALWAYS' THEN 'generated column ' ELSE 'default of ' END"
                    + " || TABLE_SCHEMA || '.' || TABLE_NAME || '.' || COLUMN_NAME, COALESCE(GENERATION_EXPRESSION, COLUMN_DEFAULT)"
                    + " FROM INFORMATION_SCHEMA.COLUMNS"
                    + " WHERE (GENERATION_EXPRESSION IS NOT NULL OR COLUMN_DEFAULT IS NOT NULL) AND TABLE_SCHEMA"
                    + CatalogReader.USER_SCHEMA;

    private static final String TRIGGERS =
            "SELECT 'TRIGGER', EVENT_OBJECT_SCHEMA, EVENT_OBJECT_TABLE, CAST(NULL AS VARCHAR),"
                    + " 'trigger ' || TRIGGER_SCHEMA || '.' || TRIGGER_NAME, CAST(NULL AS VARCHAR)"
                    + " FROM INFORMATION_SCHEMA.TRIGGERS WHERE EVENT_OBJECT_SCHEMA" + CatalogReader.USER_SCHEMA;

    private final Connection connection;

    DerivationReader(Connection connection) {
        this.connection = connection;
    }

    List<Derivation> read() throws SQLException {
        return Sql.list(
                connection,
                COLUMNS + " UNION ALL " + TRIGGERS + " ORDER BY 2, 3, 5",
                row -> new Derivation(
                        Derivation.Kind.valueOf(row.getString(1)),
                        new TableName(row.getString(2), row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)));
    }
}
