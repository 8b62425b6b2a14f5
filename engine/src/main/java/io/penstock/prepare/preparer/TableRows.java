package io.penstock.prepare.preparer;

import io.penstock.PenstockException;
import io.penstock.database.PreparationSession;
import io.penstock.prepare.PrepareProblem;
import io.penstock.prepare.preparer.TargetTable.Field;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of a table that are known by the values of some columns. Writes only what differs. For one thread. */
final class TableRows {

    private final PreparationSession session;
    private final TargetTable table;
    private final Optional<Field> changed;

    /** @param changed takes the moment of each change */
    TableRows(PreparationSession session, TargetTable table, Optional<Field> changed) {
        this.session = session;
        this.table = table;
        this.changed = changed;
    }

    /** The value of a column of the row of a key; the outer is empty when there is no such row. */
    Optional<Optional<String>> value(Map<Field, @Nullable String> key, Field wanted) throws SQLException {
        String sql = "SELECT " + wanted.sql() + " FROM " + table.sql() + where(key);
        try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
            bind(statement, 1, key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(Optional.ofNullable(rows.getString(1))) : Optional.empty();
            }
        }
    }

    boolean exists(Map<Field, @Nullable String> key) throws SQLException {
        return value(key, key.keySet().iterator().next()).isPresent();
    }

    /** @return how many rows were changed: none when all values are there already */
    long update(Map<Field, @Nullable String> key, Map<Field, @Nullable String> values) throws SQLException {
        if (values.isEmpty()) {
            return 0;
        }
        String sql = "UPDATE " + table.sql() + " SET "
                + joined(values.keySet(), ", ", field -> field.sql() + " = " + field.bound())
                + changed.filter(field -> !values.containsKey(field))
                        .map(field -> ", " + field.sql() + " = CURRENT_TIMESTAMP")
                        .orElse("")
                + where(key) + " AND ("
                + joined(values.keySet(), " OR ", field -> field.sql() + " IS DISTINCT FROM " + field.bound()) + ")";
        try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
            int next = bind(statement, 1, values);
            next = bind(statement, next, key);
            bind(statement, next, values);
            return statement.executeUpdate();
        }
    }

    /** @param now columns that take the moment */
    long insert(Map<Field, @Nullable String> values, Set<Field> now) throws SQLException {
        Set<Field> moments = new LinkedHashSet<>(now);
        changed.ifPresent(moments::add);
        moments.removeAll(values.keySet());
        String sql = "INSERT INTO " + table.sql() + " (" + joined(values.keySet(), ", ", Field::sql)
                + joined(moments, "", field -> ", " + field.sql()) + ") VALUES ("
                + joined(values.keySet(), ", ", Field::bound)
                + ", CURRENT_TIMESTAMP".repeat(moments.size()) + ")";
        try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
            bind(statement, 1, values);
            return statement.executeUpdate();
        }
    }

    long delete(Map<Field, @Nullable String> key) throws SQLException {
        try (PreparedStatement statement =
                session.connection().prepareStatement("DELETE FROM " + table.sql() + where(key))) {
            bind(statement, 1, key);
            return statement.executeUpdate();
        }
    }

    private static String where(Map<Field, @Nullable String> key) {
        List<String> parts = new ArrayList<>();
        key.forEach((field, value) ->
                parts.add(field.sql() + (value == null ? " IS NOT DISTINCT FROM " : " = ") + field.bound()));
        return " WHERE " + String.join(" AND ", parts);
    }

    private static String joined(Collection<Field> fields, String between, Function<Field, String> part) {
        return fields.stream().map(part).collect(Collectors.joining(between));
    }

    private int bind(PreparedStatement statement, int from, Map<Field, @Nullable String> values) throws SQLException {
        int at = from;
        for (Map.Entry<Field, @Nullable String> entry : values.entrySet()) {
            String value = entry.getValue();
            Field field = entry.getKey();
            if (value != null && value.codePointCount(0, value.length()) > field.longest()) {
                throw new PenstockException(
                        PrepareProblem.STEP_INVALID,
                        "A value for the column " + field.name() + " of " + table.name() + " is longer than its "
                                + field.longest() + " characters.",
                        "Shorten it, or widen the column.");
            }
            // Nothing is no value of what is not a text.
            statement.setString(at++, value != null && value.isEmpty() && !field.text() ? null : value);
        }
        return at;
    }
}
