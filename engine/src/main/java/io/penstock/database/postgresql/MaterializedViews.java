package io.penstock.database.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rebuilds the materialized views that are filled in the source, each after those that it reads. */
final class MaterializedViews {

    /** Depth of each materialized view above the others that it reads, directly or through views. */
    private static final String IN_ORDER = "WITH RECURSIVE reads(view, above) AS ("
            + " SELECT DISTINCT r.ev_class, d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass"
            + " AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class"
            + " JOIN pg_class c ON c.oid = d.refobjid AND c.relkind IN ('v', 'm', 'f')),"
            + " depth(view, n) AS (SELECT oid, 0 FROM pg_class WHERE relkind IN ('v', 'm', 'f')"
            + " UNION SELECT reads.view, depth.n + 1 FROM reads JOIN depth ON depth.view = reads.above),"
            + " reach(view, base) AS (SELECT view, above FROM reads UNION SELECT reach.view, reads.above FROM reach JOIN reads ON reads.view = reach.base)"
            + " SELECT c.oid::regclass::text, EXISTS (SELECT FROM reach JOIN pg_class f ON f.oid = reach.base AND f.relkind = 'f'"
            + " WHERE reach.view = c.oid) AS foreign"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm' AND c.relispopulated AND "
            + CatalogReader.USER_SCHEMA + " ORDER BY (SELECT max(depth.n) FROM depth WHERE depth.view = c.oid), 1";

    private record View(String identity, boolean foreign) {}

    private MaterializedViews() {}

    /** @return what was left unfilled */
    static List<String> refresh(PostgresSnapshot snapshot, Connection shadow) throws SQLException {
        List<View> views = snapshot.ask(
                "reading materialized views",
                reader -> Sql.list(reader, IN_ORDER, row -> new View(row.getString(1), row.getBoolean(2))));
        List<String> remarks = new ArrayList<>();
        for (View view : views) {
            if (view.foreign()) {
                remarks.add("materialized view " + view.identity() + " reads another server and was left unfilled");
            } else {
                Sql.run(shadow, "REFRESH MATERIALIZED VIEW " + view.identity());
                Sql.run(shadow, "ANALYZE " + view.identity());
            }
        }
        return remarks;
    }
}
