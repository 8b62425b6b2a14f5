package io.penstock.database.postgresql;

import io.penstock.database.TablePart;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Where the rows of a part stood when they were read. A row that was there is there still, as it was, when its table has the same storage and the transaction that wrote it had ended before
 * any that was under way at that moment: a change writes a row anew, and only what gives a table other storage moves rows.
 *
 * @param storage the structure and storage of the table, on a server that is up since, see {@link StoredTables}; empty for one whose rows do not say who wrote them
 * @param horizon the oldest transaction that was under way; all before it had ended
 */
record PartOrigin(String storage, String horizon) {

    /**
     * Whether a part holds the very rows that it held: as many, each of them old enough.
     *
     * @param reader a session in the snapshot of now
     * @param now what the storage of the table is in this snapshot
     * @param rows how many it held
     */
    boolean holdsTheSame(TablePart part, long rows, String now, Connection reader) throws SQLException {
        if (storage.isEmpty() || !storage.equals(now)) {
            return false;
        }
        // Both ages are counted from one moment, and so tell which of two transactions is the older one.
        String counting = "SELECT count(*) = " + rows + " AND COALESCE(bool_and(age(xmin) > age(" + Sql.literal(horizon)
                + "::xid)), true) FROM ONLY " + Sql.quote(part.table()) + CopyOutSql.range(part);
        return Sql.one(reader, counting, row -> row.getBoolean(1));
    }
}
