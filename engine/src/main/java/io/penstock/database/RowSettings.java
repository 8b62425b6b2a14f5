package io.penstock.database;

import io.penstock.PenstockException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sets rows by natural key, or finds out what that would change. The database itself decides whether a value is the one that is wanted. */
public final class RowSettings {

    /** A session of the database. Values are bound as text, in the order of the question marks. */
    public interface Session {

        List<List<@Nullable String>> read(String sql, List<@Nullable String> values) throws SQLException;

        long update(String sql, List<@Nullable String> values) throws SQLException;

        String quote(String identifier);

        /** An expression of a column's type with one question mark, for which a text is bound. */
        default String parameter(Column column) {
            return "CAST(? AS " + (column.kind() == ColumnKind.TEXT ? "VARCHAR" : column.type()) + ")";
        }

        /** What befell a setting. */
        PenstockException failed(SQLException failure, RowSetting setting);
    }

    private final Session session;
    private final boolean writing;

    private RowSettings(Session session, boolean writing) {
        this.session = session;
        this.writing = writing;
    }

    /** Makes the rows as they should be. @return what was changed */
    public static List<RowChange> apply(List<RowSetting> settings, Session session) {
        return new RowSettings(session, true).all(settings);
    }

    /** What {@link #apply} would change. */
    public static List<RowChange> compare(List<RowSetting> settings, Session session) {
        return new RowSettings(session, false).all(settings);
    }

    private List<RowChange> all(List<RowSetting> settings) {
        List<RowChange> changes = new ArrayList<>();
        for (RowSetting setting : settings) {
            try {
                change(setting).ifPresent(changes::add);
            } catch (SQLException e) {
                throw session.failed(e, setting);
            }
        }
        return changes;
    }

    private Optional<RowChange> change(RowSetting setting) throws SQLException {
        return switch (setting.kind()) {
            case SET -> set(setting);
            case UPDATE -> update(setting, present(setting));
            case DELETE -> delete(setting);
        };
    }

    private Optional<RowChange> set(RowSetting setting) throws SQLException {
        List<List<@Nullable String>> present = present(setting);
        if (present.size() > 1) {
            throw new PenstockException(
                    DatabaseProblem.CONFIGURATION_SET_UNFIT,
                    setting.place() + ": " + present.size() + " rows of "
                            + setting.table().name() + " have the key " + setting.shownKey()
                            + ", and one of them was to be set.",
                    "Name under key: the columns that tell rows apart, or put the entry under update:.");
        }
        if (!present.isEmpty()) {
            return update(setting, present);
        }
        Map<String, SettingValue> all = new LinkedHashMap<>(setting.key());
        all.putAll(setting.values());
        if (writing) {
            List<@Nullable String> bound = new ArrayList<>();
            List<String> parameters = new ArrayList<>();
            all.forEach((column, value) -> {
                parameters.add(parameter(setting, column));
                bound.add(value.text());
            });
            session.update(
                    "INSERT INTO " + table(setting) + " ("
                            + all.keySet().stream().map(session::quote).collect(Collectors.joining(", "))
                            + ") OVERRIDING SYSTEM VALUE VALUES (" + String.join(", ", parameters) + ")",
                    bound);
        }
        List<RowChange.ColumnChange> columns = new ArrayList<>();
        setting.values()
                .forEach((column, value) -> columns.add(new RowChange.ColumnChange(column, "", value.toString())));
        return Optional.of(new RowChange(setting, RowChange.Kind.INSERT, 1, columns));
    }

    /** For each row with the key, by value: what it holds, and whether that is what it should hold. */
    private List<List<@Nullable String>> present(RowSetting setting) throws SQLException {
        List<@Nullable String> bound = new ArrayList<>();
        StringBuilder select = new StringBuilder("SELECT ");
        setting.values().forEach((column, value) -> {
            String held = "CAST(" + session.quote(column) + " AS VARCHAR)";
            select.append(held)
                    .append(", CASE WHEN ")
                    .append(held)
                    .append(" IS NOT DISTINCT FROM CAST(")
                    .append(parameter(setting, column))
                    .append(" AS VARCHAR) THEN 'same' ELSE 'other' END, ");
            bound.add(value.text());
        });
        return session.read(select + "1 FROM " + table(setting) + where(setting, bound), bound);
    }

    private Optional<RowChange> update(RowSetting setting, List<List<@Nullable String>> present) throws SQLException {
        List<String> columns = List.copyOf(setting.values().keySet());
        List<List<@Nullable String>> differing =
                present.stream().filter(row -> row.contains("other")).toList();
        List<String> changed = new ArrayList<>();
        List<RowChange.ColumnChange> shown = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int at = 2 * i;
            SettingValue value = setting.values().get(columns.get(i));
            Optional<List<@Nullable String>> row = differing.stream()
                    .filter(each -> "other".equals(each.get(at + 1)))
                    .findFirst();
            if (row.isPresent() && value != null) {
                changed.add(columns.get(i));
                shown.add(new RowChange.ColumnChange(
                        columns.get(i), SettingValue.shown(row.get().get(at), value.secret()), value.toString()));
            }
        }
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        if (writing) {
            List<@Nullable String> bound = new ArrayList<>();
            List<String> assignments = new ArrayList<>();
            for (String column : changed) {
                assignments.add(session.quote(column) + " = " + parameter(setting, column));
                SettingValue value = setting.values().get(column);
                bound.add(value == null ? null : value.text());
            }
            session.update(
                    "UPDATE " + table(setting) + " SET " + String.join(", ", assignments) + where(setting, bound),
                    bound);
        }
        return Optional.of(new RowChange(setting, RowChange.Kind.UPDATE, differing.size(), shown));
    }

    private Optional<RowChange> delete(RowSetting setting) throws SQLException {
        List<@Nullable String> bound = new ArrayList<>();
        String where = where(setting, bound);
        long rows =
                session.read("SELECT 1 FROM " + table(setting) + where, bound).size();
        if (rows == 0) {
            return Optional.empty();
        }
        if (writing) {
            session.update("DELETE FROM " + table(setting) + where, bound);
        }
        return Optional.of(new RowChange(setting, RowChange.Kind.DELETE, rows, List.of()));
    }

    private String where(RowSetting setting, List<@Nullable String> bound) {
        List<String> conditions = new ArrayList<>();
        setting.key().forEach((column, value) -> {
            if (value.text() == null) {
                conditions.add(session.quote(column) + " IS NULL");
            } else {
                conditions.add(session.quote(column) + " = " + parameter(setting, column));
                bound.add(value.text());
            }
        });
        return " WHERE " + String.join(" AND ", conditions);
    }

    private String parameter(RowSetting setting, String column) {
        return session.parameter(setting.table().column(column).orElseThrow());
    }

    private String table(RowSetting setting) {
        TableName name = setting.table().name();
        return session.quote(name.schema()) + "." + session.quote(name.name());
    }
}
