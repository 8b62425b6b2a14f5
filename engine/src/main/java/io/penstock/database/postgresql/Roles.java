package io.penstock.database.postgresql;

import io.penstock.database.postgresql.Holding.Grant;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The roles of the target's server, and what roles of the source are called there. */
final class Roles {

    private final Map<String, String> names;
    private final Set<String> known;
    private final Set<String> ours;
    private final String databaseOwner;
    private final boolean superuser;
    private final Set<String> unknown = new TreeSet<>();
    private final Set<String> foreign = new TreeSet<>();

    private Roles(
            Map<String, String> names, Set<String> known, Set<String> ours, String databaseOwner, boolean superuser) {
        this.names = names;
        this.known = known;
        this.ours = ours;
        this.databaseOwner = databaseOwner;
        this.superuser = superuser;
    }

    /** @param names of roles that are called otherwise on the target's server */
    static Roles of(Map<String, String> names, Connection shadow, int majorVersion) throws SQLException {
        return new Roles(
                names,
                new HashSet<>(Sql.list(shadow, "SELECT rolname FROM pg_roles", row -> row.getString(1))),
                new HashSet<>(Sql.list(
                        shadow,
                        "SELECT rolname FROM pg_roles WHERE " + isOurs("oid", majorVersion),
                        row -> row.getString(1))),
                Sql.one(
                        shadow,
                        "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()",
                        row -> row.getString(1)),
                Sql.one(
                        shadow,
                        "SELECT rolsuper FROM pg_roles WHERE rolname = current_user",
                        row -> row.getBoolean(1)));
    }

    /** A condition: that the user may give objects to a role, and may then still do with them what their owner may. */
    static String isOurs(String role, int majorVersion) {
        return "(pg_has_role(" + role + ", 'USAGE')"
                + (majorVersion < 16 ? ")" : " AND pg_has_role(" + role + ", 'SET'))");
    }

    boolean superuser() {
        return superuser;
    }

    /** Whether the user is this role, or has all of its rights. */
    boolean isOurs(String role) {
        return ours.contains(role);
    }

    /** Who gets what a role should own: itself, if the user may give it something. */
    String owner(String wanted) {
        return ours.contains(wanted) ? wanted : databaseOwner;
    }

    /** What roles of the source have, as roles of the target's server have it. */
    Holding mapped(Holding above) {
        String owner = name(above.owner());
        if (!known.contains(owner)) {
            unknown.add(owner);
        } else if (!above.follows() && !ours.contains(owner)) {
            foreign.add(owner);
        }
        return new Holding(
                owner, above.extension(), above.schema(), above.follows(), above.whole(), mapped(above.grants()));
    }

    Set<Grant> mapped(Set<Grant> above) {
        Set<Grant> grants = new LinkedHashSet<>();
        for (Grant grant : above) {
            String grantee = name(grant.grantee());
            if (knows(grantee)) {
                grants.add(new Grant(grant.privilege(), grant.column(), grantee, grant.grantable()));
            }
        }
        return grants;
    }

    String name(String above) {
        return names.getOrDefault(above, above);
    }

    /** Whether there is such a role; one that is not there is remarked. */
    boolean knows(String role) {
        boolean there = role.equals(Holding.PUBLIC) || known.contains(role);
        if (!there) {
            unknown.add(role);
        }
        return there;
    }

    /** What could not be given to whom it should belong, for people. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        unknown.forEach(role ->
                remarks.add("role " + role + " does not exist on the target: what it owns or may do was left out"));
        foreign.forEach(role -> remarks.add("role " + role
                + " is not one that the user of the target is a member of: what it owns in the source belongs to role "
                + databaseOwner + " here"));
        return remarks;
    }

    static String quoted(String name) {
        return name.equals(Holding.PUBLIC) ? name : Sql.quote(name);
    }
}
