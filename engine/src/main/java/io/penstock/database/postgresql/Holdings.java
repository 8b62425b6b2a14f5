package io.penstock.database.postgresql;

import io.penstock.database.postgresql.Holding.Grant;
import io.penstock.database.postgresql.Holding.Named;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what roles have of the objects of a database: owners, and grants written out where they are the server's default. */
final class Holdings {

    /** Objects that a user has made. */
    private static final String OWN = "extension IS NULL AND NOT of_server";

    /** Objects that came with the server or an extension, and whose grants somebody has changed since. */
    private static final String CHANGED = "(extension IS NOT NULL OR of_server) AND acl IS DISTINCT FROM initial_acl";

    /** Names for {@code ALTER}, and for {@code GRANT} if the object has grants; every relation but a sequence is a table to both. */
    private static final String OBJECTS = String.join(
            " UNION ALL ",
            of("CASE x.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END", "pg_class", "rel", "x.relnamespace")
                    .acl("CASE x.relkind WHEN 'S' THEN 's' ELSE 'r' END")
                    .where("x.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND x.relpersistence <> 't'"),
            of("'ROUTINE'", "pg_proc", "pro", "x.pronamespace")
                    .acl("'f'")
                    // Constructors of a range type are the server's, and remain it.
                    .where(
                            "NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = x.tableoid AND i.objid = x.oid AND i.deptype = 'i')"),
            of("'TYPE'", "pg_type", "typ", "x.typnamespace")
                    .acl("'T'")
                    .where("x.typisdefined AND (x.typtype IN ('b', 'd', 'e', 'r') OR EXISTS (SELECT FROM pg_class k"
                            + " WHERE k.oid = x.typrelid AND k.relkind = 'c'))"
                            + " AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = x.oid)"),
            of("'SCHEMA'", "pg_namespace", "nsp", "x.oid").acl("'n'").where("true"),
            of("'OPERATOR'", "pg_operator", "opr", "x.oprnamespace").where("true"),
            of("'OPERATOR CLASS'", "pg_opclass", "opc", "x.opcnamespace").where("true"),
            of("'OPERATOR FAMILY'", "pg_opfamily", "opf", "x.opfnamespace").where("true"),
            of("'COLLATION'", "pg_collation", "coll", "x.collnamespace").where("true"),
            of("'CONVERSION'", "pg_conversion", "con", "x.connamespace").where("true"),
            of("'TEXT SEARCH DICTIONARY'", "pg_ts_dict", "dict", "x.dictnamespace")
                    .where("true"),
            of("'TEXT SEARCH CONFIGURATION'", "pg_ts_config", "cfg", "x.cfgnamespace")
                    .where("true"),
            of("'STATISTICS'", "pg_statistic_ext", "stx", "x.stxnamespace").where("true"),
            of("'LANGUAGE'", "pg_language", "lan", "")
                    // Nobody is granted an untrusted one.
                    .acl("CASE WHEN x.lanpltrusted THEN 'l' ELSE '' END")
                    .where("true"),
            of("'FOREIGN DATA WRAPPER'", "pg_foreign_data_wrapper", "fdw", "")
                    .acl("'F'")
                    .where("true"),
            of("'SERVER'", "pg_foreign_server", "srv", "").acl("'S'").where("true"),
            of("'EVENT TRIGGER'", "pg_event_trigger", "evt", "").where("true"));

    private static final String LARGE_OBJECTS =
            "SELECT 'LARGE OBJECT' AS type, x.oid::text AS identity, '' AS schema, false AS follows, NULL AS extension,"
                    + " x.lomowner AS owner, x.lomacl AS acl, 'L' AS kind, 0 AS relation FROM pg_largeobject_metadata x";

    private static final String EXPLODED =
            "SELECT o.type, o.identity, o.schema, o.follows, o.extension, pg_get_userbyid(o.owner) AS owner,"
                    + " CASE WHEN o.acl IS NULL THEN true ELSE NOT EXISTS (SELECT FROM aclexplode(acldefault(o.kind::\"char\", o.owner)) e WHERE e.grantee = o.owner"
                    + "  AND NOT EXISTS (SELECT FROM aclexplode(o.acl) h WHERE h.grantee = o.owner AND h.privilege_type = e.privilege_type)) END AS whole,"
                    + " a.privilege_type, '' AS \"column\", CASE a.grantee WHEN 0 THEN '" + Holding.PUBLIC
                    + "' ELSE pg_get_userbyid(a.grantee) END AS grantee, a.is_grantable FROM o LEFT JOIN LATERAL"
                    + " aclexplode(CASE WHEN o.kind <> '' THEN COALESCE(o.acl, acldefault(o.kind::\"char\", o.owner)) END) a ON true";

    private static final String OF_COLUMNS =
            " UNION ALL SELECT o.type, o.identity, o.schema, o.follows, o.extension, pg_get_userbyid(o.owner), true,"
                    + " a.privilege_type, quote_ident(t.attname), CASE a.grantee WHEN 0 THEN '" + Holding.PUBLIC
                    + "' ELSE pg_get_userbyid(a.grantee) END, a.is_grantable FROM o JOIN pg_attribute t ON t.attrelid = o.relation"
                    + " AND t.attacl IS NOT NULL AND NOT t.attisdropped, aclexplode(t.attacl) a";

    private Holdings() {}

    /** What roles have of the objects that users made; large objects are asked for by their oids. */
    static Map<Named, Holding> of(Connection connection) throws SQLException {
        return read(connection, selected(OWN) + EXPLODED + OF_COLUMNS);
    }

    /** What roles have of the objects of the server and of extensions, for those whose grants were changed. */
    static Map<Named, Holding> changed(Connection connection) throws SQLException {
        return read(connection, selected(CHANGED) + EXPLODED);
    }

    /** What roles have of certain objects, so far as these exist. */
    static Map<Named, Holding> named(Connection connection, Collection<Named> objects) throws SQLException {
        return read(connection, selected("identity = ANY (?)") + EXPLODED, (Object)
                objects.stream().map(Named::identity).toArray(String[]::new));
    }

    static Map<Named, Holding> ofLargeObjects(Connection connection, long first, long last) throws SQLException {
        return read(
                connection,
                "WITH o AS (" + LARGE_OBJECTS + " WHERE x.oid >= ?::oid AND x.oid <= ?::oid ORDER BY x.oid) "
                        + EXPLODED,
                first,
                last);
    }

    /** A query for the oids of all roles that own something that a user has made. */
    static String owners() {
        return selected(OWN)
                + "SELECT owner FROM o WHERE NOT follows UNION SELECT lomowner FROM pg_largeobject_metadata"
                + " UNION SELECT defaclrole FROM pg_default_acl";
    }

    private static String selected(String condition) {
        return "WITH o AS (SELECT * FROM (" + OBJECTS + ") every WHERE " + condition + ") ";
    }

    private static Map<Named, Holding> read(Connection connection, String query, @Nullable Object... values)
            throws SQLException {
        Map<Named, Holding> result = new LinkedHashMap<>();
        Sql.list(
                connection,
                query,
                row -> {
                    Named object = new Named(row.getString("type"), row.getString("identity"));
                    String extension = row.getString("extension");
                    Holding holding = result.get(object);
                    if (holding == null) {
                        holding = new Holding(
                                row.getString("owner"),
                                extension == null ? "" : extension,
                                row.getString("schema"),
                                row.getBoolean("follows"),
                                row.getBoolean("whole"),
                                new LinkedHashSet<>());
                        result.put(object, holding);
                    }
                    String privilege = row.getString("privilege_type");
                    return privilege != null
                            && holding.grants()
                                    .add(new Grant(
                                            privilege,
                                            row.getString("column"),
                                            row.getString("grantee"),
                                            row.getBoolean("is_grantable")));
                },
                values);
        return result;
    }

    private static Objects of(String type, String catalog, String prefix, String namespace) {
        return new Objects(type, catalog, prefix, namespace, "''", "NULL::aclitem[]");
    }

    /**
     * The objects of one catalog.
     *
     * @param namespace an expression for the oid of an object's schema; empty if it lies in none
     * @param kind an expression for how {@code acldefault} calls such an object
     */
    private record Objects(String type, String catalog, String prefix, String namespace, String kind, String acl) {

        Objects acl(String called) {
            return new Objects(type, catalog, prefix, namespace, called, "x." + prefix + "acl");
        }

        String where(String condition) {
            boolean inSchema = !namespace.isEmpty();
            boolean relation = catalog.equals("pg_class");
            return "SELECT " + type + " AS type, (pg_identify_object(x.tableoid, x.oid, 0)).identity AS identity, "
                    + (inSchema ? "quote_ident(n.nspname)" : "''") + " AS schema, "
                    + (relation
                            ? "x.relkind = 'S' AND EXISTS (SELECT FROM pg_depend s WHERE s.classid = x.tableoid AND s.objid = x.oid"
                                    + " AND s.deptype IN ('a', 'i'))"
                            : "false")
                    + " AS follows, (SELECT p.extname FROM pg_depend d JOIN pg_extension p ON p.oid = d.refobjid WHERE d.classid = x.tableoid"
                    + " AND d.objid = x.oid AND d.deptype = 'e') AS extension, "
                    + (inSchema ? "n.nspname = 'pg_catalog'" : "x.oid < 16384")
                    + " AS of_server, x." + prefix + "owner AS owner, " + acl
                    + " AS acl, (SELECT i.initprivs FROM pg_init_privs i WHERE i.classoid = x.tableoid AND i.objoid = x.oid"
                    + " AND i.objsubid = 0) AS initial_acl, " + kind + " AS kind, "
                    + (relation ? "x.oid" : "0") + " AS relation FROM " + catalog + " x"
                    + (inSchema
                            ? " JOIN pg_namespace n ON n.oid = " + namespace + " AND (" + CatalogReader.USER_SCHEMA
                                    + " OR n.nspname = 'pg_catalog')"
                            : "")
                    + " WHERE " + condition;
        }
    }
}
