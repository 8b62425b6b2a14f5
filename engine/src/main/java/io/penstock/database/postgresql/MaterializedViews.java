package io.penstock.database.postgresql;

import io.penstock.database.Catalog;
import io.penstock.database.RowChange;
import io.penstock.database.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

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

    private static final String ABOVE = "WITH RECURSIVE reads(view, base) AS ("
            + " SELECT DISTINCT r.ev_class, d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass"
            + " AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class),"
            + " above(view, n) AS (SELECT view, 0 FROM reads WHERE base = ANY (?::regclass[])"
            + " UNION SELECT reads.view, above.n + 1 FROM reads JOIN above ON reads.base = above.view)"
            + " SELECT c.oid::regclass::text FROM above JOIN pg_class c ON c.oid = above.view"
            + " WHERE c.relkind = 'm' AND c.relispopulated GROUP BY c.oid ORDER BY max(above.n), 1";

    private record View(String identity, boolean foreign) {}

    private MaterializedViews() {}

    /** @return what was left unfilled */
    static List<String> refresh(PostgresSnapshot snapshot, Connection shadow) throws SQLException {
        List<View> views = snapshot.ask(
                "reading materialized views", reader -> Sql.list(reader, IN_ORDER, MaterializedViews::view));
        return refresh(views, shadow);
    }

    /** Those that are filled, in an order in which they can be, and read this database alone. */
    static List<String> filled(Connection session) throws SQLException {
        return Sql.list(session, IN_ORDER, MaterializedViews::view).stream()
                .filter(view -> !view.foreign())
                .map(View::identity)
                .toList();
    }

    /** Rebuilds all of a database that are filled. */
    static List<String> refresh(Connection session) throws SQLException {
        return refresh(Sql.list(session, IN_ORDER, MaterializedViews::view), session);
    }

    /** Statements that rebuild those that are filled and read this database alone. */
    static List<String> refreshing(Connection session) throws SQLException {
        return Sql.list(session, IN_ORDER, MaterializedViews::view).stream()
                .filter(view -> !view.foreign())
                .flatMap(
                        view -> Stream.of("REFRESH MATERIALIZED VIEW " + view.identity(), "ANALYZE " + view.identity()))
                .toList();
    }

    private static View view(ResultSet row) throws SQLException {
        return new View(row.getString(1), row.getBoolean(2));
    }

    private static List<String> refresh(List<View> views, Connection shadow) throws SQLException {
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

    /** Rebuilds those that read the tables of some preserved rows, directly or through views. */
    static void refreshAbove(Catalog catalog, List<PreservedRowsStage.Staged> altered, Connection shadow)
            throws SQLException {
        Set<String> tables = new TreeSet<>();
        for (PreservedRowsStage.Staged staged : altered) {
            for (Table table : catalog.tables()) {
                if (catalog.tree(table).contains(staged.flow().to())) {
                    tables.add(Sql.quote(table.name()));
                }
            }
            staged.match().above().forEach(place -> tables.add(Sql.quote(place.name())));
        }
        refreshReading(tables, shadow);
    }

    /** Rebuilds those that read what a configuration set has changed. */
    static void refreshAbove(Catalog catalog, Collection<RowChange> changes, Connection shadow) throws SQLException {
        Set<String> tables = new TreeSet<>();
        for (RowChange change : changes) {
            Table changed = change.setting().table();
            catalog.tree(changed).forEach(below -> tables.add(Sql.quote(below.name())));
            for (Table table : catalog.tables()) {
                if (catalog.tree(table).contains(changed)) {
                    tables.add(Sql.quote(table.name()));
                }
            }
        }
        refreshReading(tables, shadow);
    }

    private static void refreshReading(Set<String> tables, Connection shadow) throws SQLException {
        for (String view :
                Sql.list(shadow, ABOVE, row -> row.getString(1), shadow.createArrayOf("text", tables.toArray()))) {
            Sql.run(shadow, "REFRESH MATERIALIZED VIEW " + view);
        }
    }
}
