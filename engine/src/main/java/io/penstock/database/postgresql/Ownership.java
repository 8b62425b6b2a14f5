package io.penstock.database.postgresql;

import io.penstock.database.postgresql.Holding.Grant;
import io.penstock.database.postgresql.Holding.Named;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Owners and grants of the copy: those of the old target for an object that it has too, else those of the source under the names that the
 * target's roles have.
 */
final class Ownership {

    private static final int LARGE_OBJECTS_AT_ONCE = 1000;

    /** A schema in which a role has to be able to make objects, for a moment, to be given one. */
    private record Room(String schema, String role) {}

    private record Column(String table, String name) {}

    private final Roles roles;
    private final DefaultPrivileges defaults;
    private final Map<Named, Holding> before = new HashMap<>();
    private final Map<Named, Holding> above = new HashMap<>();
    private final Set<Column> columns = new HashSet<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<String> grants = new ArrayList<>();
    private final List<String> owners = new ArrayList<>();
    private final List<String> ownersOfSchemas = new ArrayList<>();
    private final List<String> ofOwners = new ArrayList<>();
    private final Set<Room> rooms = new LinkedHashSet<>();

    Ownership(Roles roles) {
        this.roles = roles;
        this.defaults = new DefaultPrivileges(roles);
    }

    /**
     * Gives the objects of the copy their owners and grants.
     *
     * @param targetWasEmpty whether the target held nothing
     */
    void restore(Connection source, Connection target, boolean targetWasEmpty, Connection shadow) throws SQLException {
        before.putAll(Holdings.of(target));
        above.putAll(Holdings.of(source));
        readColumns(shadow);
        compare(before, above, Holdings.of(shadow));
        compareChanged(source, target, shadow);
        // Owners change when the grants are given: afterwards the objects may be another's. Schemas come last, since a
        // change inside needs CREATE on them.
        run(grants, shadow);
        List<String> given = lacking(shadow);
        for (String room : given) {
            Sql.run(shadow, "GRANT CREATE ON SCHEMA " + room);
        }
        run(owners, shadow);
        for (String room : given) {
            Sql.run(shadow, "REVOKE CREATE ON SCHEMA " + room.replace(" TO ", " FROM "));
        }
        run(ownersOfSchemas, shadow);
        restoreLargeObjects(source, target, shadow);
        defaults.restore(source, target, targetWasEmpty, shadow);
    }

    /**
     * What cannot be done before everything is there: owners of event triggers, which fire from then on, and the rights that owners have taken from
     * themselves, since who copies may act by these very rights.
     */
    void finish(Connection shadow) throws SQLException {
        Set<Named> triggers = new HashSet<>(before.keySet());
        triggers.addAll(above.keySet());
        triggers.removeIf(object -> !object.type().equals("EVENT TRIGGER"));
        compare(before, above, Holdings.named(shadow, triggers));
        if (!triggers.isEmpty() && roles.superuser()) {
            Sql.run(shadow, "SET session_replication_role = replica");
        }
        run(owners, shadow);
        run(ofOwners, shadow);
        if (roles.superuser()) {
            Sql.run(shadow, "RESET session_replication_role");
        }
    }

    /** What could not be given to whom it should belong, for people. */
    List<String> remarks() {
        List<String> all = new ArrayList<>(roles.remarks());
        all.addAll(defaults.remarks());
        all.addAll(remarks);
        return all;
    }

    private void compare(Map<Named, Holding> kept, Map<Named, Holding> fromAbove, Map<Named, Holding> now) {
        now.forEach((object, present) -> {
            Holding wanted = wanted(kept.get(object), fromAbove.get(object));
            if (wanted != null) {
                change(object, present, withoutLostColumns(object, wanted));
            }
        });
    }

    private @Nullable Holding wanted(@Nullable Holding kept, @Nullable Holding fromAbove) {
        if (kept != null) {
            return kept;
        }
        return fromAbove == null ? null : roles.mapped(fromAbove);
    }

    private void change(Named object, Holding present, Holding wanted) {
        grants.addAll(Grants.ofOthers(object, present, wanted));
        String owner = roles.owner(wanted.owner());
        if (!owner.equals(present.owner()) && !present.follows()) {
            boolean schema = object.type().equals("SCHEMA");
            (schema ? ownersOfSchemas : owners)
                    .add("ALTER " + object.type() + " " + object.identity() + " OWNER TO " + Sql.quote(owner));
            if (!schema && !present.schema().isEmpty() && !roles.superuser()) {
                rooms.add(new Room(present.schema(), owner));
            }
        }
        if (owner.equals(wanted.owner())) {
            ofOwners.addAll(Grants.ofOwner(object, wanted));
        }
    }

    /** Grants on what belongs to the server or to an extension: those that somebody has changed. Its owner stays. */
    private void compareChanged(Connection source, Connection target, Connection shadow) throws SQLException {
        Map<Named, Holding> wanted = new LinkedHashMap<>();
        Set<String> kept = new HashSet<>(Sql.list(target, "SELECT extname FROM pg_extension", row -> row.getString(1)));
        Holdings.changed(source).forEach((object, holding) -> {
            if (!holding.extension().isEmpty() && !kept.contains(holding.extension())) {
                wanted.put(object, roles.mapped(holding));
            }
        });
        wanted.putAll(Holdings.changed(target));
        if (wanted.isEmpty()) {
            return;
        }
        Holdings.named(shadow, wanted.keySet()).forEach((object, present) -> {
            Holding holding = wanted.get(object);
            List<String> statements = holding == null ? List.of() : Grants.ofOthers(object, present, holding);
            if (roles.isOurs(present.owner())) {
                grants.addAll(statements);
            } else if (!statements.isEmpty()) {
                remarks.add("grants on " + object.identity() + " were left out: only role " + present.owner()
                        + " can give them");
            }
        });
    }

    /** The rooms whose role may not make objects there, as the end of a statement. */
    private List<String> lacking(Connection shadow) throws SQLException {
        List<String> lacking = new ArrayList<>();
        for (Room room : rooms) {
            if (Sql.one(
                    shadow,
                    "SELECT NOT has_schema_privilege(?::name, oid, 'CREATE') FROM pg_namespace WHERE quote_ident(nspname) = ?",
                    row -> row.getBoolean(1),
                    room.role(),
                    room.schema())) {
                lacking.add(room.schema() + " TO " + Sql.quote(room.role()));
            }
        }
        return lacking;
    }

    /** There may be very many of them. */
    private void restoreLargeObjects(Connection source, Connection target, Connection shadow) throws SQLException {
        long after = -1;
        while (true) {
            List<Long> oids = Sql.list(
                    shadow,
                    "SELECT oid FROM pg_largeobject_metadata WHERE oid::bigint > ? ORDER BY oid LIMIT "
                            + LARGE_OBJECTS_AT_ONCE,
                    row -> row.getLong(1),
                    after);
            if (oids.isEmpty()) {
                return;
            }
            long first = oids.get(0);
            after = oids.get(oids.size() - 1);
            compare(
                    Holdings.ofLargeObjects(target, first, after),
                    Holdings.ofLargeObjects(source, first, after),
                    Holdings.ofLargeObjects(shadow, first, after));
            run(grants, shadow);
            run(owners, shadow);
        }
    }

    private void readColumns(Connection shadow) throws SQLException {
        boolean asked = before.values().stream().anyMatch(Holding::ofColumns)
                || above.values().stream().anyMatch(Holding::ofColumns);
        if (asked) {
            columns.addAll(Sql.list(
                    shadow,
                    "SELECT (pg_identify_object(c.tableoid, c.oid, 0)).identity, quote_ident(a.attname) FROM pg_class c"
                            + " JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid"
                            + " WHERE NOT a.attisdropped AND " + CatalogReader.USER_SCHEMA,
                    row -> new Column(row.getString(1), row.getString(2))));
        }
    }

    private Holding withoutLostColumns(Named object, Holding holding) {
        if (!holding.ofColumns()) {
            return holding;
        }
        Set<Grant> there = new LinkedHashSet<>(holding.grants());
        there.removeIf(
                grant -> !grant.column().isEmpty() && !columns.contains(new Column(object.identity(), grant.column())));
        return new Holding(
                holding.owner(), holding.extension(), holding.schema(), holding.follows(), holding.whole(), there);
    }

    private static void run(List<String> statements, Connection shadow) throws SQLException {
        for (String statement : statements) {
            Sql.run(shadow, statement);
        }
        statements.clear();
    }
}
