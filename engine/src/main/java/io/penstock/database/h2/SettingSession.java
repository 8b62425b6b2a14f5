package io.penstock.database.h2;

import io.penstock.PenstockException;
import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.RowSetting;
import io.penstock.database.RowSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets rows through a session. */
final class SettingSession implements RowSettings.Session {

    private final Connection session;
    private final String where;

    /** @param where the database, for people */
    SettingSession(Connection session, String where) {
        this.session = session;
        this.where = where;
    }

    @Override
    public List<List<@Nullable String>> read(String sql, List<@Nullable String> values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values);
                ResultSet rows = statement.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            List<List<@Nullable String>> result = new ArrayList<>();
            while (rows.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(rows.getString(i));
                }
                result.add(row);
            }
            return result;
        }
    }

    @Override
    public long update(String sql, List<@Nullable String> values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values)) {
            return statement.executeLargeUpdate();
        }
    }

    private PreparedStatement prepared(String sql, List<@Nullable String> values) throws SQLException {
        PreparedStatement statement = session.prepareStatement(sql);
        try {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i), Types.VARCHAR);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    @Override
    public String quote(String identifier) {
        return Sql.quote(identifier);
    }

    /** A text that is cast to JSON becomes a string of JSON. */
    @Override
    public String parameter(Column column) {
        return column.kind() == ColumnKind.JSON ? "(? FORMAT JSON)" : RowSettings.Session.super.parameter(column);
    }

    @Override
    public PenstockException failed(SQLException failure, RowSetting setting) {
        return Failures.ofConfiguration(failure, setting.place(), where);
    }
}
