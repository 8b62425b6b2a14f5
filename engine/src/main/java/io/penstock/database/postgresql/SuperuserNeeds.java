package io.penstock.database.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What of a source can be made by a superuser only. */
final class SuperuserNeeds {

    private static final String UNTRUSTED =
            "SELECT e.name FROM pg_available_extensions e JOIN pg_available_extension_versions v ON v.name = e.name"
                    + " AND v.version = e.default_version WHERE v.superuser AND NOT v.trusted";

    private static final List<String> OBJECTS = List.of(
            "SELECT 'event trigger ' || quote_ident(evtname), tableoid, oid FROM pg_event_trigger",
            "SELECT 'foreign data wrapper ' || quote_ident(fdwname), tableoid, oid FROM pg_foreign_data_wrapper",
            "SELECT 'language ' || quote_ident(lanname), tableoid, oid FROM pg_language WHERE oid >= 16384",
            "SELECT 'function ' || p.oid::regprocedure, p.tableoid, p.oid FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
                    + " JOIN pg_language l ON l.oid = p.prolang LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid WHERE "
                    + CatalogReader.USER_SCHEMA
                    + " AND (p.proleakproof OR p.prosupport <> 0 OR CASE WHEN p.prokind = 'a' THEN a.aggtranstype = 'internal'::regtype"
                    + " ELSE NOT l.lanpltrusted AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = p.tableoid AND i.objid = p.oid"
                    + " AND i.deptype = 'i') END)",
            "SELECT 'type ' || t.oid::regtype, t.tableoid, t.oid FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace"
                    + " WHERE t.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid) AND "
                    + CatalogReader.USER_SCHEMA,
            "SELECT 'operator class ' || quote_ident(opcname), c.tableoid, c.oid FROM pg_opclass c"
                    + " JOIN pg_namespace n ON n.oid = c.opcnamespace WHERE " + CatalogReader.USER_SCHEMA,
            "SELECT 'operator family ' || quote_ident(opfname), f.tableoid, f.oid FROM pg_opfamily f"
                    + " JOIN pg_namespace n ON n.oid = f.opfnamespace WHERE " + CatalogReader.USER_SCHEMA,
            "SELECT 'text search parser ' || quote_ident(prsname), p.tableoid, p.oid FROM pg_ts_parser p"
                    + " JOIN pg_namespace n ON n.oid = p.prsnamespace WHERE " + CatalogReader.USER_SCHEMA,
            "SELECT 'text search template ' || quote_ident(tmplname), t.tableoid, t.oid FROM pg_ts_template t"
                    + " JOIN pg_namespace n ON n.oid = t.tmplnamespace WHERE " + CatalogReader.USER_SCHEMA,
            "SELECT 'access method ' || quote_ident(amname), tableoid, oid FROM pg_am WHERE oid >= 16384",
            "SELECT 'cast of ' || castsource::regtype || ' as ' || casttarget::regtype, tableoid, oid FROM pg_cast"
                    + " WHERE oid >= 16384 AND castmethod = 'b'");

    private SuperuserNeeds() {}

    /** Their names, for people; extensions according to what the target's server says of them. */
    static List<String> of(Connection source, Connection target) throws SQLException {
        List<String> untrusted = Sql.list(target, UNTRUSTED, row -> row.getString(1));
        List<String> result = new ArrayList<>();
        for (String extension :
                Sql.list(source, "SELECT extname FROM pg_extension ORDER BY 1", row -> row.getString(1))) {
            if (untrusted.contains(extension)) {
                result.add("extension " + extension);
            }
        }
        for (String objects : OBJECTS) {
            result.addAll(Sql.list(
                    source,
                    "SELECT o.name FROM (" + objects + ") o (name, class, id) WHERE NOT EXISTS (SELECT FROM pg_depend d"
                            + " WHERE d.classid = o.class AND d.objid = o.id AND d.deptype = 'e') ORDER BY 1",
                    row -> row.getString(1)));
        }
        return result;
    }
}
