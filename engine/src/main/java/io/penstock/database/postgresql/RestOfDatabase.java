package io.penstock.database.postgresql;

import io.penstock.database.Bandwidth;
import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.RowScan;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.database.WorkMonitor;
import io.penstock.landscape.Throttle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;

/** What a database holds besides the rows of its tables: texts of its catalogs, rows of materialized views, large objects. */
final class RestOfDatabase {

    private static final int FIRST_OF_USERS = 16384;

    /** A place for people, and a text. Names of objects are no texts: they are in every message. */
    private static final String TEXTS =
            "SELECT 'the comment of ' || pg_catalog.pg_describe_object(classoid, objoid, objsubid), description"
                    + " FROM pg_catalog.pg_description WHERE objoid >= " + FIRST_OF_USERS
                    + " OR classoid = 'pg_catalog.pg_namespace'::regclass"
                    + " UNION ALL SELECT 'the default of ' || pg_catalog.pg_describe_object('pg_catalog.pg_class'::regclass, adrelid, adnum),"
                    + " pg_catalog.pg_get_expr(adbin, adrelid) FROM pg_catalog.pg_attrdef"
                    + " UNION ALL SELECT pg_catalog.pg_describe_object('pg_catalog.pg_constraint'::regclass, oid, 0), pg_catalog.pg_get_constraintdef(oid)"
                    + " FROM pg_catalog.pg_constraint WHERE contype = 'c' AND oid >= " + FIRST_OF_USERS
                    + " UNION ALL SELECT 'a label of ' || pg_catalog.pg_describe_object('pg_catalog.pg_type'::regclass, enumtypid, 0), enumlabel"
                    + " FROM pg_catalog.pg_enum"
                    + " UNION ALL SELECT pg_catalog.pg_describe_object('pg_catalog.pg_type'::regclass, oid, 0), typdefault FROM pg_catalog.pg_type"
                    + " WHERE typdefault IS NOT NULL AND oid >= " + FIRST_OF_USERS
                    + " UNION ALL SELECT pg_catalog.pg_describe_object('pg_catalog.pg_class'::regclass, oid, 0), pg_catalog.pg_get_viewdef(oid)"
                    + " FROM pg_catalog.pg_class WHERE relkind IN ('v', 'm') AND oid >= " + FIRST_OF_USERS
                    + " UNION ALL SELECT pg_catalog.pg_describe_object('pg_catalog.pg_class'::regclass, indexrelid, 0),"
                    + " pg_catalog.pg_get_indexdef(indexrelid) FROM pg_catalog.pg_index"
                    + " WHERE (indexprs IS NOT NULL OR indpred IS NOT NULL) AND indexrelid >= " + FIRST_OF_USERS
                    + " UNION ALL SELECT pg_catalog.pg_describe_object('pg_catalog.pg_class'::regclass, oid, 0),"
                    + " pg_catalog.pg_get_expr(relpartbound, oid) FROM pg_catalog.pg_class WHERE relpartbound IS NOT NULL"
                    + " UNION ALL SELECT pg_catalog.pg_describe_object('pg_catalog.pg_proc'::regclass, oid, 0), prosrc FROM pg_catalog.pg_proc"
                    + " WHERE oid >= " + FIRST_OF_USERS
                    + " UNION ALL SELECT pg_catalog.pg_describe_object('pg_catalog.pg_trigger'::regclass, oid, 0), pg_catalog.pg_get_triggerdef(oid)"
                    + " FROM pg_catalog.pg_trigger WHERE NOT tgisinternal"
                    + " UNION ALL SELECT pg_catalog.pg_describe_object('pg_catalog.pg_rewrite'::regclass, oid, 0), pg_catalog.pg_get_ruledef(oid)"
                    + " FROM pg_catalog.pg_rewrite WHERE rulename <> '_RETURN' AND oid >= " + FIRST_OF_USERS
                    + " UNION ALL SELECT pg_catalog.pg_describe_object('pg_catalog.pg_policy'::regclass, oid, 0),"
                    + " pg_catalog.concat_ws(' ', pg_catalog.pg_get_expr(polqual, polrelid), pg_catalog.pg_get_expr(polwithcheck, polrelid))"
                    + " FROM pg_catalog.pg_policy";

    private static final String MATERIALIZED =
            "SELECT n.nspname, c.relname, a.attname, t.typname FROM pg_catalog.pg_class c"
                    + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid"
                    + " JOIN pg_catalog.pg_type t ON t.oid = a.atttypid WHERE c.relkind = 'm' AND c.relispopulated AND a.attnum > 0"
                    + " AND NOT a.attisdropped ORDER BY n.nspname, c.relname, a.attnum";

    private static final int PIECE = 1 << 20;

    /** A value that stands where two pieces meet is seen whole in the second. */
    private static final int OVERLAP = 1 << 12;

    private final Connection session;
    private final WorkMonitor monitor;

    RestOfDatabase(Connection session, WorkMonitor monitor) {
        this.session = session;
        this.monitor = monitor;
    }

    boolean scan(RowScan scan) throws SQLException {
        texts(scan);
        materializedViews(scan);
        largeObjects(scan);
        return true;
    }

    /** What a backup holds: materialized views are filled anew when it is restored. */
    boolean scanForBackup(RowScan scan, boolean largeObjects) throws SQLException {
        texts(scan);
        if (largeObjects) {
            largeObjects(scan);
        }
        return true;
    }

    private void texts(RowScan scan) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(TEXTS)) {
            while (rows.next()) {
                String text = rows.getString(2);
                if (text != null) {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    try (RowScan.Rows seen = scan.begin(rows.getString(1))) {
                        show(seen, bytes, bytes.length, "");
                    }
                }
            }
        }
    }

    private static void show(RowScan.Rows seen, byte[] bytes, int length, String key) {
        if (seen.wants(0)) {
            seen.field(0, bytes, 0, length);
        }
        if (seen.endRow()) {
            seen.key(key.isEmpty() ? Optional.empty() : Optional.of(key));
        }
    }

    private void materializedViews(RowScan scan) throws SQLException {
        Map<TableName, List<Column>> views = new LinkedHashMap<>();
        Sql.list(
                session,
                MATERIALIZED,
                row -> views.computeIfAbsent(
                                new TableName(row.getString(1), row.getString(2)), name -> new ArrayList<>())
                        .add(column(row.getString(3), row.getString(4))));
        for (Map.Entry<TableName, List<Column>> view : views.entrySet()) {
            Table table = new Table(view.getKey(), Table.Kind.ORDINARY, view.getValue(), List.of(), List.of(), 0, 0);
            RowReader reader = new RowReader(table, new TableRule.AsIs(), scan);
            try {
                CopyStream.read(
                        session,
                        "COPY (SELECT " + Sql.quoted(reader.names()) + " FROM " + Sql.quote(table.name())
                                + ") TO STDOUT",
                        reader,
                        new Bandwidth(Throttle.NONE),
                        monitor);
            } catch (IOException e) {
                throw new SQLException(e);
            }
            reader.finish();
        }
    }

    private static Column column(String name, String type) {
        ColumnKind kind = switch (type) {
            case "bytea" -> ColumnKind.BINARY;
            case "date" -> ColumnKind.DATE;
            case "timestamp", "timestamptz" -> ColumnKind.TIMESTAMP;
            default -> ColumnKind.OTHER;
        };
        return new Column(name, type, kind, 0, 0, 0, true, false);
    }

    private void largeObjects(RowScan scan) throws SQLException {
        List<Long> oids = Sql.list(
                session, "SELECT oid FROM pg_catalog.pg_largeobject_metadata ORDER BY oid", row -> row.getLong(1));
        if (oids.isEmpty()) {
            return;
        }
        boolean automatic = session.getAutoCommit();
        session.setAutoCommit(false);
        LargeObjectManager objects = session.unwrap(PGConnection.class).getLargeObjectAPI();
        try (RowScan.Rows seen = scan.begin("large objects")) {
            for (long oid : oids) {
                LargeObject object = objects.open(oid, LargeObjectManager.READ);
                byte[] text = new byte[OVERLAP + PIECE];
                int kept = 0;
                for (byte[] piece = object.read(PIECE); piece.length > 0; piece = object.read(PIECE)) {
                    System.arraycopy(piece, 0, text, kept, piece.length);
                    int length = kept + piece.length;
                    show(seen, text, length, "oid=" + oid);
                    kept = piece.length < PIECE ? 0 : OVERLAP;
                    System.arraycopy(Arrays.copyOfRange(text, length - kept, length), 0, text, 0, kept);
                    monitor.advanced(0, piece.length);
                }
                object.close();
            }
        } finally {
            if (automatic) {
                session.commit();
                session.setAutoCommit(true);
            }
        }
    }
}
