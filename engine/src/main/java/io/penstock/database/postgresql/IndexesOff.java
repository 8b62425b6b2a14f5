package io.penstock.database.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Indexes that are away while a table is filled, since one that is built over all rows takes a fraction of the time. In the caller's transaction. What cannot be made again
 * just as it was stays where it is: an index that something depends on, one that belongs to a partitioned one, or one with a place or figures of its own.
 */
final class IndexesOff {

    private static final String REPLACEABLE =
            "SELECT CASE WHEN k.oid IS NULL THEN 'DROP INDEX ' || i.indexrelid::regclass ELSE x.alter || ' DROP CONSTRAINT '"
                    + " || quote_ident(k.conname) END,"
                    + " CASE WHEN k.oid IS NULL THEN pg_get_indexdef(i.indexrelid) ELSE x.alter || ' ADD CONSTRAINT ' || quote_ident(k.conname)"
                    + " || ' ' || pg_get_constraintdef(k.oid) END"
                    + " || COALESCE('; COMMENT ON INDEX ' || i.indexrelid::regclass || ' IS ' || quote_literal(obj_description(i.indexrelid, 'pg_class')), '')"
                    + " || COALESCE('; COMMENT ON CONSTRAINT ' || quote_ident(k.conname) || ' ON ' || i.indrelid::regclass || ' IS '"
                    + " || quote_literal(obj_description(k.oid, 'pg_constraint')), '')"
                    + " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                    + " LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x'),"
                    + " LATERAL (SELECT 'ALTER TABLE ONLY ' || i.indrelid::regclass AS alter) x"
                    + " WHERE i.indrelid = ?::regclass AND i.indisvalid AND i.indislive AND NOT i.indisreplident AND NOT i.indisclustered"
                    + " AND c.reltablespace = 0 AND NOT c.relispartition"
                    + " AND (k.oid IS NULL OR c.reloptions IS NULL AND k.conparentid = 0 AND k.coninhcount = 0)"
                    + " AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND COALESCE(a.attstattarget, -1) >= 0)"
                    + " AND NOT EXISTS (SELECT FROM pg_depend d WHERE (d.refclassid = 'pg_class'::regclass AND d.refobjid = i.indexrelid"
                    + " OR d.refclassid = 'pg_constraint'::regclass AND d.refobjid = k.oid)"
                    + " AND NOT (d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid)) ORDER BY c.relname";

    private record Index(String dropping, String making) {}

    private final Connection session;
    private final List<Index> indexes;

    private IndexesOff(Connection session, List<Index> indexes) {
        this.session = session;
        this.indexes = indexes;
    }

    /** Drops the indexes of a table. */
    static IndexesOff take(Connection session, String table) throws SQLException {
        List<Index> indexes =
                Sql.list(session, REPLACEABLE, row -> new Index(row.getString(1), row.getString(2)), table);
        for (Index index : indexes) {
            Sql.run(session, index.dropping());
        }
        return new IndexesOff(session, indexes);
    }

    /** Makes them again, over all rows. */
    void bringBack() throws SQLException {
        for (Index index : indexes) {
            Sql.run(session, index.making());
        }
    }
}
