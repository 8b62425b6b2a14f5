package io.penstock.database.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Owners and grants of the copy: those of the old target for an object that it has too, else those of the source under the names that the
 * target's roles have.
 */
final class Ownership {

    /** An object as {@code ALTER} and {@code GRANT} name it; {@code column} is set for a grant on one column. */
    private record Named(String type, String identity) {}

    private record Grant(String privilege, String column, String grantee, boolean grantable) {}

    private record Holding(String owner, boolean defaultAcl, List<Grant> grants) {}

    private static final String NOT_OF_EXTENSION =
            " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = %s AND d.objid = %s AND d.deptype = 'e')";

    private static final String OBJECTS = "SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW'"
            + " WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END AS type, c.oid::regclass::text AS identity,"
            + " c.relowner AS owner, c.relacl AS acl,"
            + " EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')"
            + " AND c.relkind = 'S') AS owned_elsewhere"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')"
            + " AND c.relpersistence <> 't' AND " + CatalogReader.USER_SCHEMA
            + NOT_OF_EXTENSION.formatted("'pg_class'::regclass", "c.oid")
            + " UNION ALL SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END, (pg_identify_object('pg_proc'::regclass, p.oid, 0)).identity,"
            + " p.proowner, p.proacl, false FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE "
            + CatalogReader.USER_SCHEMA
            + NOT_OF_EXTENSION.formatted("'pg_proc'::regclass", "p.oid")
            + " UNION ALL SELECT CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, t.oid::regtype::text, t.typowner, t.typacl, false"
            + " FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class k ON k.oid = t.typrelid WHERE t.typtype IN ('d', 'e', 'r', 'c')"
            + " AND (t.typtype <> 'c' OR k.relkind = 'c') AND " + CatalogReader.USER_SCHEMA
            + NOT_OF_EXTENSION.formatted("'pg_type'::regclass", "t.oid")
            + " UNION ALL SELECT 'SCHEMA', quote_ident(n.nspname), n.nspowner, n.nspacl, false FROM pg_namespace n WHERE "
            + CatalogReader.USER_SCHEMA
            + NOT_OF_EXTENSION.formatted("'pg_namespace'::regclass", "n.oid");

    private static final String HOLDINGS =
            "SELECT o.type, o.identity, o.owned_elsewhere, pg_get_userbyid(o.owner) AS owner, o.acl IS NULL AS default_acl,"
                    + " a.privilege_type, '' AS column, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END AS grantee, a.is_grantable"
                    + " FROM (" + OBJECTS + ") o LEFT JOIN LATERAL aclexplode(o.acl) a ON true"
                    + " UNION ALL SELECT 'TABLE', c.oid::regclass::text, false, pg_get_userbyid(c.relowner), c.relacl IS NULL, a.privilege_type,"
                    + " quote_ident(t.attname), CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END, a.is_grantable"
                    + " FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(t.attacl) a"
                    + " WHERE t.attacl IS NOT NULL AND NOT t.attisdropped AND " + CatalogReader.USER_SCHEMA;

    private final Map<String, String> roles;
    private final Set<String> known;
    private final Set<String> owners;
    private final Set<String> unknown = new TreeSet<>();
    private final Set<String> foreign = new TreeSet<>();
    private final Set<Named> dependent = new HashSet<>();

    /**
     * @param roles names of roles that differ on the target's server
     * @param known the roles of the target's server
     * @param owners those of them that the user may give objects to
     */
    private Ownership(Map<String, String> roles, Set<String> known, Set<String> owners) {
        this.roles = roles;
        this.known = known;
        this.owners = owners;
    }

    static Ownership of(Map<String, String> roles, Connection shadow) throws SQLException {
        Set<String> known = new HashSet<>(Sql.list(shadow, "SELECT rolname FROM pg_roles", row -> row.getString(1)));
        Set<String> owners = new HashSet<>(Sql.list(
                shadow, "SELECT rolname FROM pg_roles WHERE pg_has_role(oid, 'MEMBER')", row -> row.getString(1)));
        return new Ownership(roles, known, owners);
    }

    /** Gives the objects of {@code shadow} their owners and grants. */
    void restore(Connection source, Connection target, Connection shadow) throws SQLException {
        Map<Named, Holding> before = holdings(target);
        Map<Named, Holding> above = holdings(source);
        String self = Sql.one(shadow, "SELECT current_user", row -> row.getString(1));
        Map<Named, Holding> now = holdings(shadow);
        List<String> statements = new ArrayList<>();
        List<String> changes = new ArrayList<>();
        now.forEach((object, present) -> {
            Holding kept = before.get(object);
            Holding wanted = kept != null ? kept : mapped(above.get(object));
            if (wanted == null) {
                return;
            }
            grants(object, present, wanted, statements);
            String owner = owners.contains(wanted.owner()) ? wanted.owner() : self;
            if (!owner.equals(present.owner()) && !dependent.contains(object)) {
                changes.add("ALTER " + object.type() + " " + object.identity() + " OWNER TO " + Sql.quote(owner));
            }
        });
        for (String statement : statements) {
            Sql.run(shadow, statement);
        }
        // Owners change last: afterwards the objects may be another's. Schemas last of all, since a change inside needs
        // CREATE on them.
        changes.sort((a, b) -> Boolean.compare(a.startsWith("ALTER SCHEMA"), b.startsWith("ALTER SCHEMA")));
        for (String statement : changes) {
            Sql.run(shadow, statement);
        }
    }

    /** What could not be given to whom it should belong, for people. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        unknown.forEach(role ->
                remarks.add("role " + role + " does not exist on the target: what it owns or may do was left out"));
        foreign.forEach(
                role -> remarks.add(
                        "role " + role
                                + " is not one that the user of the target is a member of: what it owns in the source belongs to that user here"));
        return remarks;
    }

    private static void grants(Named object, Holding present, Holding wanted, List<String> statements) {
        if (wanted.defaultAcl() && present.defaultAcl() && wanted.grants().isEmpty()) {
            return;
        }
        String on = " ON "
                + (object.type().equals("VIEW")
                                || object.type().equals("MATERIALIZED VIEW")
                                || object.type().equals("FOREIGN TABLE")
                        ? "TABLE"
                        : object.type().equals("AGGREGATE") ? "FUNCTION" : object.type())
                + " " + object.identity();
        if (!wanted.defaultAcl()) {
            Set<String> holders = new TreeSet<>();
            present.grants().forEach(grant -> holders.add(grant.grantee()));
            holders.add("PUBLIC");
            for (String holder : holders) {
                if (!holder.equals(present.owner())) {
                    statements.add("REVOKE ALL" + on + " FROM " + role(holder));
                }
            }
        }
        for (Grant grant : wanted.grants()) {
            if (!grant.grantee().equals(wanted.owner())) {
                String column = grant.column().isEmpty() ? "" : " (" + grant.column() + ")";
                statements.add("GRANT " + grant.privilege() + column + on + " TO " + role(grant.grantee())
                        + (grant.grantable() ? " WITH GRANT OPTION" : ""));
            }
        }
    }

    private static String role(String name) {
        return name.equals("PUBLIC") ? name : Sql.quote(name);
    }

    private @Nullable Holding mapped(@Nullable Holding above) {
        if (above == null) {
            return null;
        }
        List<Grant> grants = new ArrayList<>();
        for (Grant grant : above.grants()) {
            String grantee = roles.getOrDefault(grant.grantee(), grant.grantee());
            if (grantee.equals("PUBLIC") || known.contains(grantee)) {
                grants.add(new Grant(grant.privilege(), grant.column(), grantee, grant.grantable()));
            } else {
                unknown.add(grantee);
            }
        }
        String owner = roles.getOrDefault(above.owner(), above.owner());
        if (!known.contains(owner)) {
            unknown.add(owner);
        } else if (!owners.contains(owner)) {
            foreign.add(owner);
        }
        return new Holding(owner, above.defaultAcl(), grants);
    }

    private Map<Named, Holding> holdings(Connection connection) throws SQLException {
        Map<Named, Holding> result = new LinkedHashMap<>();
        Map<Named, List<Grant>> grants = new HashMap<>();
        Sql.list(connection, HOLDINGS, row -> {
            Named object = new Named(row.getString("type"), row.getString("identity"));
            if (row.getBoolean("owned_elsewhere")) {
                dependent.add(object);
            }
            List<Grant> granted = grants.computeIfAbsent(object, key -> new ArrayList<>());
            result.putIfAbsent(object, new Holding(row.getString("owner"), row.getBoolean("default_acl"), granted));
            String privilege = row.getString("privilege_type");
            return privilege != null
                    && granted.add(new Grant(
                            privilege,
                            row.getString("column"),
                            row.getString("grantee"),
                            row.getBoolean("is_grantable")));
        });
        return result;
    }
}
