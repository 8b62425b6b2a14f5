package io.penstock.database.postgresql;

import java.sql.Connection;
import java.sql.SQLException;

/** The rows that one session sees. */
record SessionSide(Connection session, String where) implements PostgresRows.Side {

    @Override
    public <T> T ask(PostgresRows.Work<T> work) throws SQLException {
        return work.on(session);
    }
}
