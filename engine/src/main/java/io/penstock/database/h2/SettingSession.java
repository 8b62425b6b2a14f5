package io.penstock.database.h2;

import io.penstock.PenstockException;
import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.JdbcSettings;
import io.penstock.database.RowSetting;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;

/** Sets rows through a session. */
final class SettingSession extends JdbcSettings {

    private final String where;

    /** @param where the database, for people */
    SettingSession(Connection session, String where) {
        super(session, Types.VARCHAR);
        this.where = where;
    }

    @Override
    public String quote(String identifier) {
        return Sql.quote(identifier);
    }

    /** A text that is cast to JSON becomes a string of JSON. */
    @Override
    public String parameter(Column column) {
        return column.kind() == ColumnKind.JSON ? "(? FORMAT JSON)" : super.parameter(column);
    }

    @Override
    public PenstockException failed(SQLException failure, RowSetting setting) {
        return Failures.ofConfiguration(failure, setting.place(), where);
    }
}
