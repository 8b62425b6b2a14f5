package io.penstock.database.postgresql;

import io.penstock.database.postgresql.Holding.Grant;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What roles will have of objects that are made later ({@code ALTER DEFAULT PRIVILEGES}). */
final class DefaultPrivileges {

    /** @param schema quoted; empty for all schemas */
    private record Scope(String role, String schema, String type) {}

    private static final String ENTRIES =
            "SELECT pg_get_userbyid(d.defaclrole) AS role, COALESCE(quote_ident(n.nspname), '') AS schema,"
                    + " CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS'"
                    + " WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS' END AS type, a.privilege_type,"
                    + " CASE a.grantee WHEN 0 THEN '" + Holding.PUBLIC
                    + "' ELSE pg_get_userbyid(a.grantee) END AS grantee, a.is_grantable"
                    + " FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace"
                    + " LEFT JOIN LATERAL aclexplode(d.defaclacl) a ON true ORDER BY d.oid";

    private static final String SCHEMAS = "SELECT quote_ident(nspname) FROM pg_namespace";

    private final Roles roles;
    private final Set<String> foreign = new TreeSet<>();

    DefaultPrivileges(Roles roles) {
        this.roles = roles;
    }

    /**
     * Gives the copy those of the target; for schemas that the target lacks, and for everything if it was empty, those of the source.
     *
     * @param empty whether the target held nothing
     */
    void restore(Connection source, Connection target, boolean empty, Connection shadow) throws SQLException {
        Set<String> kept = names(target);
        Set<String> there = names(shadow);
        Map<Scope, Set<Grant>> wanted = new LinkedHashMap<>();
        entries(source).forEach((scope, grants) -> {
            if (empty || (!scope.schema().isEmpty() && !kept.contains(scope.schema()))) {
                String role = roles.name(scope.role());
                if (roles.knows(role)) {
                    wanted.put(new Scope(role, scope.schema(), scope.type()), roles.mapped(grants));
                }
            }
        });
        wanted.putAll(entries(target));
        for (Map.Entry<Scope, Set<Grant>> entry : wanted.entrySet()) {
            Scope scope = entry.getKey();
            if (!scope.schema().isEmpty() && !there.contains(scope.schema())) {
                continue;
            }
            if (!roles.isOurs(scope.role())) {
                foreign.add(scope.role());
                continue;
            }
            for (String statement : statements(scope, entry.getValue())) {
                Sql.run(shadow, statement);
            }
        }
    }

    List<String> remarks() {
        return foreign.stream()
                .map(role -> "the user of the target is not a member of role " + role
                        + ": its default privileges were left out")
                .toList();
    }

    private static List<String> statements(Scope scope, Set<Grant> wanted) {
        String alter = "ALTER DEFAULT PRIVILEGES FOR ROLE " + Sql.quote(scope.role())
                + (scope.schema().isEmpty() ? " " : " IN SCHEMA " + scope.schema() + " ");
        List<String> statements = new ArrayList<>();
        if (scope.schema().isEmpty()) {
            // An entry for all schemas stands for the server's own defaults, in place of them.
            statements.add(alter + "REVOKE ALL ON " + scope.type() + " FROM PUBLIC");
            statements.add(alter + "REVOKE ALL ON " + scope.type() + " FROM " + Sql.quote(scope.role()));
        }
        Grants.byDefault(scope.type(), wanted).forEach(grant -> statements.add(alter + grant));
        return statements;
    }

    private static Set<String> names(Connection connection) throws SQLException {
        return new HashSet<>(Sql.list(connection, SCHEMAS, row -> row.getString(1)));
    }

    private static Map<Scope, Set<Grant>> entries(Connection connection) throws SQLException {
        Map<Scope, Set<Grant>> result = new LinkedHashMap<>();
        Sql.list(connection, ENTRIES, row -> {
            Scope scope = new Scope(row.getString("role"), row.getString("schema"), row.getString("type"));
            Set<Grant> grants = result.computeIfAbsent(scope, key -> new LinkedHashSet<>());
            String privilege = row.getString("privilege_type");
            return privilege != null
                    && grants.add(new Grant(privilege, "", row.getString("grantee"), row.getBoolean("is_grantable")));
        });
        return result;
    }
}
