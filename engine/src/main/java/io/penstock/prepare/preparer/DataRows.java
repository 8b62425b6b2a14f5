package io.penstock.prepare.preparer;

import io.penstock.PenstockException;
import io.penstock.database.PreparationSession;
import io.penstock.prepare.PrepareProblem;
import io.penstock.prepare.cartridge.DataSet;
import io.penstock.prepare.preparer.TargetTable.Field;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Data sets as rows of a declared table. For one thread. */
final class DataRows {

    /** The default that is the moment at which the row is made. */
    private static final String NOW = "now";

    private final PreparationSession session;
    private final RowsDeclaration declaration;
    private final Map<String, String> words;
    private final Map<String, String> uuids;
    private final BiFunction<String, List<String>, String> derivation;
    private final TargetTable table;
    private final TableRows rows;
    private final ReferencedRows references;

    /**
     * @param words values that all data sets have
     * @param uuids by natural key
     * @param derivation of UUIDs for what has none
     */
    DataRows(
            PreparationSession session,
            RowsDeclaration declaration,
            Map<String, String> words,
            Map<String, String> uuids,
            BiFunction<String, List<String>, String> derivation)
            throws SQLException {
        this.session = session;
        this.declaration = declaration;
        this.words = words;
        this.uuids = uuids;
        this.derivation = derivation;
        table = TargetTable.find(session, declaration.table());
        rows = new TableRows(session, table, declaration.changed().map(table::require));
        references = new ReferencedRows(session);
    }

    /** @throws PenstockException when it gives no value for a column of the natural key, names a column that is not there or a row that is not there */
    DataRow row(DataSet set) throws SQLException {
        Map<String, String> given = new LinkedHashMap<>(words);
        given.putAll(set.values());
        Optional<Field> id = declaration.id().map(table::require);
        Map<Field, String> written = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        String uuid = "";
        for (Map.Entry<String, String> value : given.entrySet()) {
            if (id.isPresent() && TargetTable.plain(value.getKey()).equals("uuid")) {
                uuid = value.getValue();
                continue;
            }
            Optional<Field> field = table.field(declaration.fields().getOrDefault(value.getKey(), value.getKey()));
            field.ifPresentOrElse(each -> written.put(each, value.getValue()), () -> unknown.add(value.getKey()));
        }
        if (!unknown.isEmpty()) {
            throw new PenstockException(
                    PrepareProblem.STEP_INVALID,
                    "The table " + table.name() + " has no column for " + String.join(", ", unknown) + ".",
                    "Correct the name, or say which column is meant in the declaration.");
        }
        List<String> names = new ArrayList<>();
        Map<Field, @Nullable String> key = new LinkedHashMap<>();
        for (String column : declaration.key()) {
            Field field = table.require(column);
            String value = written.remove(field);
            if (value == null) {
                throw new PenstockException(
                        PrepareProblem.STEP_INVALID, "It gives no value for " + column + ".", "Add it.");
            }
            names.add(value);
            key.put(field, resolved(column, value));
        }
        Map<Field, @Nullable String> values = new LinkedHashMap<>();
        for (Map.Entry<Field, String> entry : written.entrySet()) {
            values.put(entry.getKey(), resolved(entry.getKey().name(), entry.getValue()));
        }
        String name = String.join("/", names);
        if (uuid.isEmpty()) {
            uuid = uuids.getOrDefault(name, uuids.getOrDefault(names.get(names.size() - 1), ""));
        }
        List<String> kind = new ArrayList<>(names);
        return new DataRow(
                name, uuid, derivation.apply("row " + TargetTable.plain(declaration.table()), kind), key, values);
    }

    private @Nullable String resolved(String column, String value) throws SQLException {
        for (Map.Entry<String, RowsDeclaration.Reference> reference :
                declaration.references().entrySet()) {
            if (TargetTable.plain(reference.getKey()).equals(TargetTable.plain(column))) {
                return value.isEmpty() ? null : references.id(reference.getValue(), value);
            }
        }
        return value;
    }

    boolean exists(DataRow row) throws SQLException {
        return rows.exists(row.key());
    }

    /** What identifies a row that is there, for rows of others that refer to it: its UUID, or else the last value of its natural key. */
    Optional<String> id(DataRow row) throws SQLException {
        List<String> key = declaration.key();
        Field field = table.require(declaration.id().orElse(key.get(key.size() - 1)));
        return rows.value(row.key(), field).flatMap(value -> value);
    }

    long update(DataRow row) throws SQLException {
        return rows.update(row.key(), row.values());
    }

    long insert(DataRow row) throws SQLException {
        Map<Field, @Nullable String> all = new LinkedHashMap<>();
        Set<Field> now = new LinkedHashSet<>();
        declaration.defaults().forEach((column, value) -> {
            if (value.equals(NOW)) {
                now.add(table.require(column));
            } else {
                all.put(table.require(column), value);
            }
        });
        all.putAll(row.key());
        all.putAll(row.values());
        declaration
                .id()
                .map(table::require)
                .ifPresent(id -> all.put(id, row.uuid().isEmpty() ? row.derived() : row.uuid()));
        return rows.insert(all, now);
    }

    /** Deletes a row, and before it those that belong to it. */
    long delete(DataRow row) throws SQLException {
        Optional<String> id = id(row);
        long deleted = 0;
        for (RowsDeclaration.Member child : declaration.children()) {
            TargetTable children = TargetTable.find(session, child.table());
            Map<Field, @Nullable String> key = new LinkedHashMap<>();
            key.put(children.require(child.column()), id.orElse(null));
            deleted += new TableRows(session, children, Optional.empty()).delete(key);
        }
        return deleted + rows.delete(row.key());
    }
}
