package io.penstock.database.postgresql;

import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.TypeParts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What types are made of: elements, fields, labels, bounds. */
final class TypeReader {

    /** The name of an element, which has none. */
    private static final String NAMELESS = "";

    /** Types that columns can be made of; those that are the rows of tables are left out. */
    private static final String TYPES =
            "SELECT t.oid, t.typname, t.typtype, t.typcategory, t.typelem, t.typrelid, t.typbasetype, t.typtypmod,"
                    + " COALESCE(r.rngsubtype, m.rngsubtype, 0) FROM pg_catalog.pg_type t"
                    + " LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid"
                    + " LEFT JOIN pg_catalog.pg_range m ON m.rngmultitypid = t.oid"
                    + " LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'"
                    + " LEFT JOIN pg_catalog.pg_class ec ON ec.oid = e.typrelid"
                    + " WHERE COALESCE(c.relkind, 'c') = 'c' AND COALESCE(ec.relkind, 'c') = 'c'";

    private static final String FIELDS =
            "SELECT a.attrelid, a.attname, a.atttypid, a.atttypmod, pg_catalog.format_type(a.atttypid, a.atttypmod)"
                    + " FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid"
                    + " WHERE c.relkind = 'c' AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum";

    private static final String LABELS =
            "SELECT e.enumtypid, e.enumlabel FROM pg_catalog.pg_enum e ORDER BY e.enumtypid, e.enumsortorder";

    private record Type(
            String name,
            String kind,
            String category,
            long element,
            long relation,
            long base,
            int modifier,
            long bound) {}

    private record Field(String name, long type, int modifier, String written) {}

    private final Map<Long, Type> types = new HashMap<>();
    private final Map<Long, List<Field>> fields = new HashMap<>();
    private final Map<Long, List<String>> labels = new HashMap<>();

    TypeReader(Connection connection) throws SQLException {
        Sql.list(connection, TYPES, row -> types.put(row.getLong(1), type(row)));
        Sql.list(
                connection,
                FIELDS,
                row -> fields.computeIfAbsent(row.getLong(1), relation -> new ArrayList<>())
                        .add(new Field(row.getString(2), row.getLong(3), row.getInt(4), row.getString(5))));
        Sql.list(
                connection,
                LABELS,
                row -> labels.computeIfAbsent(row.getLong(1), type -> new ArrayList<>())
                        .add(row.getString(2)));
    }

    private static Type type(ResultSet row) throws SQLException {
        return new Type(
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getInt(8),
                row.getLong(9));
    }

    /**
     * What the values of a type are made of.
     *
     * @param written as the server writes it
     */
    TypeParts parts(long oid, int modifier, String written) {
        Type type = base(oid);
        if (type == null) {
            return TypeParts.NONE;
        }
        int width = modifier >= 0 ? modifier : ofDomain(oid);
        return switch (kind(type)) {
            case ARRAY ->
                new TypeParts.Elements(nameless(type.element(), width, written.replaceFirst("(\\[\\])+$", "")));
            case COMPOSITE ->
                new TypeParts.Fields(fields.getOrDefault(type.relation(), List.of()).stream()
                        .map(field -> column(field.name(), field.type(), field.modifier(), field.written()))
                        .toList());
            case ENUM -> new TypeParts.Labels(labels.getOrDefault(enumeration(oid), List.of()));
            case RANGE -> new TypeParts.Bounds(nameless(type.bound(), -1, ""));
            default -> TypeParts.NONE;
        };
    }

    private Column nameless(long oid, int modifier, String written) {
        Type type = types.get(oid);
        return column(NAMELESS, oid, modifier, written.isEmpty() && type != null ? type.name() : written);
    }

    private Column column(String name, long oid, int modifier, String written) {
        Type type = base(oid);
        ColumnKind kind = type == null ? ColumnKind.OTHER : kind(type);
        int width = modifier >= 0 ? modifier : ofDomain(oid);
        return new Column(
                name,
                written,
                kind,
                type == null ? 0 : CatalogReader.length(kind, type.name(), width),
                0,
                0,
                true,
                false,
                false,
                parts(oid, modifier, written));
    }

    private static ColumnKind kind(Type type) {
        return CatalogReader.columnKind(type.name(), type.kind(), type.category());
    }

    /** Below any domains. */
    private @Nullable Type base(long oid) {
        Type type = types.get(oid);
        while (type != null && type.kind().equals("d")) {
            type = types.get(type.base());
        }
        return type;
    }

    private long enumeration(long oid) {
        long at = oid;
        Type type = types.get(at);
        while (type != null && type.kind().equals("d")) {
            at = type.base();
            type = types.get(at);
        }
        return at;
    }

    private int ofDomain(long oid) {
        Type type = types.get(oid);
        while (type != null && type.kind().equals("d")) {
            if (type.modifier() >= 0) {
                return type.modifier();
            }
            type = types.get(type.base());
        }
        return -1;
    }
}
