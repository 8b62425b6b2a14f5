package io.penstock.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets rows through JDBC; a dialect adds how it quotes, casts and fails. For one thread. */
public abstract class JdbcSettings implements RowSettings.Session {

    private final Connection session;
    private final int type;

    /** @param type what texts are bound as, of {@link java.sql.Types} */
    protected JdbcSettings(Connection session, int type) {
        this.session = session;
        this.type = type;
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
                statement.setObject(i + 1, values.get(i), type);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
