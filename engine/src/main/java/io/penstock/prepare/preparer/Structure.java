package io.penstock.prepare.preparer;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the schema of a session has, by names in small letters. Read when it is asked for, and kept until it is forgotten. For one thread. */
final class Structure {

    /** An index with its columns in their order. */
    record Index(boolean unique, List<String> columns) {}

    /** Columns that refer to a table. */
    record ForeignKey(List<String> columns, String referenced) {}

    private final Connection connection;
    private final Map<String, Map<String, Index>> indexes = new HashMap<>();
    private final Map<String, List<ForeignKey>> foreignKeys = new HashMap<>();
    private final Map<String, Boolean> primaryKeys = new HashMap<>();
    private @Nullable Map<String, String> relations;
    private @Nullable Map<String, List<String>> columns;

    Structure(Connection connection) {
        this.connection = connection;
    }

    /** To be called after a change that may be any. */
    void forget() {
        relations = null;
        columns = null;
        indexes.clear();
        foreignKeys.clear();
        primaryKeys.clear();
    }

    /** To be called after a table was made or dropped. */
    void forgetTables() {
        relations = null;
        columns = null;
    }

    /** To be called after indexes or constraints of a table were made. */
    void forgetKeys(String table) {
        indexes.remove(plain(table));
        foreignKeys.remove(plain(table));
        primaryKeys.remove(plain(table));
    }

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private DatabaseMetaData metadata() throws SQLException {
        return connection.getMetaData();
    }

    /** Tables and views, as the database writes them. */
    private Map<String, String> relations() throws SQLException {
        Map<String, String> known = relations;
        if (known == null) {
            known = new TreeMap<>();
            try (ResultSet rows = metadata().getTables(null, connection.getSchema(), "%", new String[] {
                "TABLE", "BASE TABLE", "PARTITIONED TABLE", "VIEW", "MATERIALIZED VIEW", "FOREIGN TABLE"
            })) {
                while (rows.next()) {
                    known.put(plain(rows.getString("TABLE_NAME")), rows.getString("TABLE_NAME"));
                }
            }
            relations = known;
        }
        return known;
    }

    boolean has(String relation) throws SQLException {
        return relations().containsKey(plain(relation));
    }

    /** A name as the database writes it, in quotes. */
    String quoted(String relation) throws SQLException {
        return TargetTable.quoted(metadata(), actual(relation));
    }

    private String actual(String relation) throws SQLException {
        return relations().getOrDefault(plain(relation), relation);
    }

    List<String> columns(String table) throws SQLException {
        Map<String, List<String>> known = columns;
        if (known == null) {
            known = new TreeMap<>();
            try (ResultSet rows = metadata().getColumns(null, connection.getSchema(), "%", "%")) {
                while (rows.next()) {
                    known.computeIfAbsent(plain(rows.getString("TABLE_NAME")), each -> new ArrayList<>())
                            .add(plain(rows.getString("COLUMN_NAME")));
                }
            }
            columns = known;
        }
        return known.getOrDefault(plain(table), List.of());
    }

    Map<String, Index> indexes(String table) throws SQLException {
        Map<String, Index> known = indexes.get(plain(table));
        if (known == null) {
            known = new TreeMap<>();
            try (ResultSet rows = metadata().getIndexInfo(null, connection.getSchema(), actual(table), false, true)) {
                while (rows.next()) {
                    String name = rows.getString("INDEX_NAME");
                    if (name != null) {
                        boolean unique = !rows.getBoolean("NON_UNIQUE");
                        String column = rows.getString("COLUMN_NAME");
                        known.computeIfAbsent(plain(name), each -> new Index(unique, new ArrayList<>()))
                                .columns()
                                .add(column == null ? "" : plain(TargetTable.unquoted(column)));
                    }
                }
            }
            indexes.put(plain(table), known);
        }
        return known;
    }

    boolean hasPrimaryKey(String table) throws SQLException {
        Boolean known = primaryKeys.get(plain(table));
        if (known == null) {
            try (ResultSet rows = metadata().getPrimaryKeys(null, connection.getSchema(), actual(table))) {
                known = rows.next();
            }
            primaryKeys.put(plain(table), known);
        }
        return known;
    }

    List<ForeignKey> foreignKeys(String table) throws SQLException {
        List<ForeignKey> known = foreignKeys.get(plain(table));
        if (known == null) {
            known = new ArrayList<>();
            try (ResultSet rows = metadata().getImportedKeys(null, connection.getSchema(), actual(table))) {
                while (rows.next()) {
                    if (rows.getInt("KEY_SEQ") == 1) {
                        known.add(new ForeignKey(new ArrayList<>(), plain(rows.getString("PKTABLE_NAME"))));
                    }
                    known.get(known.size() - 1).columns().add(plain(rows.getString("FKCOLUMN_NAME")));
                }
            }
            foreignKeys.put(plain(table), known);
        }
        return known;
    }

    /** Whether others refer to it. */
    boolean isReferenced(String table) throws SQLException {
        try (ResultSet rows = metadata().getExportedKeys(null, connection.getSchema(), actual(table))) {
            return rows.next();
        }
    }

    boolean hasConstraint(String table, String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM information_schema.table_constraints"
                        + " WHERE table_schema = ? AND LOWER(table_name) = ? AND LOWER(constraint_name) = ?")) {
            statement.setString(1, connection.getSchema());
            statement.setString(2, plain(table));
            statement.setString(3, plain(name));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
