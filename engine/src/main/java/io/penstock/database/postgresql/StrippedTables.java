package io.penstock.database.postgresql;

import io.penstock.database.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Takes keys, foreign keys and indexes off tables of a shadow, so that rows can be taken out and loaded as into new ones. */
final class StrippedTables {

    private final Connection session;

    StrippedTables(Connection session) {
        this.session = session;
    }

    /** These, and with a partition whose indexes are those of its parent all that hang on this parent. */
    Set<TableName> around(Collection<TableName> tables) throws SQLException {
        Set<TableName> all = new TreeSet<>(tables);
        Sql.read(
                session,
                "SELECT DISTINCT n.nspname, c.relname FROM (SELECT DISTINCT pg_partition_root(i.indrelid) AS root"
                        + " FROM pg_index i JOIN pg_inherits h ON h.inhrelid = i.indexrelid WHERE i.indrelid IN "
                        + oids(tables)
                        + ") r, LATERAL pg_partition_tree(r.root) t JOIN pg_class c ON c.oid = t.relid"
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace",
                row -> all.add(new TableName(row.getString(1), row.getString(2))));
        return all;
    }

    void strip(Collection<TableName> tables) throws SQLException {
        String oids = oids(tables);
        List<String> drops = new ArrayList<>();
        drops.addAll(statements("k.contype = 'f' AND EXISTS (SELECT FROM (SELECT oid FROM pg_class WHERE oid IN " + oids
                + " UNION SELECT a.relid FROM pg_class t, LATERAL pg_partition_ancestors(t.oid) a WHERE t.oid IN "
                + oids + ") x WHERE x.oid IN (k.conrelid, k.confrelid))"));
        drops.addAll(statements("k.contype IN ('p', 'u', 'x') AND k.conrelid IN " + oids));
        drops.addAll(Sql.read(
                session,
                "SELECT format('DROP INDEX %I.%I', n.nspname, c.relname) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE i.indrelid IN " + oids
                        + " AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))"
                        + " AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = i.indexrelid)",
                row -> row.getString(1)));
        for (String drop : drops) {
            Sql.run(session, drop);
        }
    }

    private List<String> statements(String which) throws SQLException {
        return Sql.read(
                session,
                "SELECT format('ALTER TABLE %I.%I DROP CONSTRAINT %I', n.nspname, c.relname, k.conname) FROM pg_constraint k"
                        + " JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE k.conparentid = 0 AND " + which,
                row -> row.getString(1));
    }

    private static String oids(Collection<TableName> tables) {
        return tables.stream()
                .map(table -> Sql.literal(Sql.quote(table)) + "::regclass")
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
