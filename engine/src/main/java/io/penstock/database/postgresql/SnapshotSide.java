package io.penstock.database.postgresql;

import io.penstock.database.TableName;
import java.sql.SQLException;

/** The rows of a snapshot. */
record SnapshotSide(PostgresSnapshot snapshot) implements PostgresRows.Side {

    @Override
    public <T> T ask(PostgresRows.Work<T> work) throws SQLException {
        return snapshot.tryToAsk(work);
    }

    @Override
    public String where() {
        return snapshot.sessions().where();
    }

    @Override
    public boolean isReadable(TableName table) {
        return snapshot.isReadable(table);
    }
}
