package io.penstock.database.postgresql;

import io.penstock.PenstockException;
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
        super(session, Types.OTHER);
        this.where = where;
    }

    @Override
    public String quote(String identifier) {
        return Sql.quote(identifier);
    }

    @Override
    public PenstockException failed(SQLException failure, RowSetting setting) {
        return Failures.ofConfiguration(failure, setting.place(), where);
    }
}
