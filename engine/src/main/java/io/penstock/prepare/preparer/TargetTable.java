package io.penstock.prepare.preparer;

import io.penstock.PenstockException;
import io.penstock.database.PreparationSession;
import io.penstock.prepare.PrepareProblem;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A table as the database has it: how its name is written in SQL, and its columns. */
final class TargetTable {

    /**
     * A column.
     *
     * @param sql its name, quoted
     * @param bound the expression that makes its value from a text bound to a question mark
     * @param longest text in characters that it takes; unlimited for what is no text
     */
    record Field(String name, String sql, String bound, int longest, boolean text) {}

    private final String name;
    private final String sql;
    private final List<Field> fields;

    private TargetTable(String name, String sql, List<Field> fields) {
        this.name = name;
        this.sql = sql;
        this.fields = fields;
    }

    /**
     * Looks a table up in the schema of the session; letters may be small or capital.
     *
     * @throws PenstockException when there is none
     */
    static TargetTable find(PreparationSession session, String name) throws SQLException {
        return lookUp(session, name)
                .orElseThrow(() -> new PenstockException(
                        PrepareProblem.STEP_INVALID,
                        "There is no table " + name + ".",
                        "Make it by a step before this one, or correct the name."));
    }

    /** Likewise; empty when there is none. */
    static Optional<TargetTable> lookUp(PreparationSession session, String name) throws SQLException {
        Connection connection = session.connection();
        DatabaseMetaData metadata = connection.getMetaData();
        List<String> schemas = List.of(connection.getSchema());
        for (String schema : schemas) {
            for (String spelled : List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT))) {
                List<Field> fields = fields(session, metadata, schema, spelled);
                if (!fields.isEmpty()) {
                    return Optional.of(new TargetTable(
                            spelled, quoted(metadata, schema) + "." + quoted(metadata, spelled), fields));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Field> fields(
            PreparationSession session, DatabaseMetaData metadata, String schema, String table) throws SQLException {
        List<Field> fields = new ArrayList<>();
        String escape = metadata.getSearchStringEscape();
        try (ResultSet rows = metadata.getColumns(null, escaped(schema, escape), escaped(table, escape), "%")) {
            while (rows.next()) {
                String name = rows.getString("COLUMN_NAME");
                int type = rows.getInt("DATA_TYPE");
                int size = rows.getInt("COLUMN_SIZE");
                boolean text =
                        type == Types.CHAR || type == Types.VARCHAR || type == Types.LONGVARCHAR || type == Types.CLOB;
                fields.add(new Field(
                        name,
                        quoted(metadata, name),
                        session.boundText(type, rows.getString("TYPE_NAME"), size, rows.getInt("DECIMAL_DIGITS")),
                        text && size > 0 ? size : Integer.MAX_VALUE,
                        text));
            }
        }
        return fields;
    }

    private static String escaped(String name, String escape) {
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    static String quoted(DatabaseMetaData metadata, String name) throws SQLException {
        String quote = metadata.getIdentifierQuoteString();
        return quote + name.replace(quote, quote + quote) + quote;
    }

    static String unquoted(String name) {
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1)
                : name;
    }

    String name() {
        return name;
    }

    String sql() {
        return sql;
    }

    List<Field> fields() {
        return fields;
    }

    /** The column of a name; letters may be small or capital, and {@code displayName} is {@code display_name}. */
    Optional<Field> field(String asked) {
        String plain = plain(asked);
        return fields.stream()
                .filter(field -> plain(field.name()).equals(plain))
                .findFirst();
    }

    /** Likewise. */
    Field require(String asked) {
        return field(asked)
                .orElseThrow(() -> new PenstockException(
                        PrepareProblem.STEP_INVALID,
                        "The table " + name + " has no column " + asked + ".",
                        "Add it by a step before this one, or correct the name."));
    }

    static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
