package io.penstock.database.postgresql;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What roles have of one object.
 *
 * @param extension whose member it is; empty for an object of the server itself or of a user
 * @param schema in which it lies, quoted; empty for an object in no schema
 * @param follows whether its owner is always that of another object, as with the sequence of an identity column
 * @param whole whether the owner has all rights that an owner begins with
 * @param grants the owner's own among them
 */
record Holding(String owner, String extension, String schema, boolean follows, boolean whole, Set<Grant> grants) {

    /** The role of a grant to everybody. */
    static final String PUBLIC = "PUBLIC";

    /** An object as {@code ALTER} and {@code GRANT} name it. */
    record Named(String type, String identity) {}

    /** @param column empty for the whole object */
    record Grant(String privilege, String column, String grantee, boolean grantable) {}

    boolean ofColumns() {
        return grants.stream().anyMatch(grant -> !grant.column().isEmpty());
    }

    Set<Grant> ofOthers() {
        return grants.stream()
                .filter(grant -> !grant.grantee().equals(owner))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Set<Grant> ofOwner() {
        return grants.stream()
                .filter(grant -> grant.grantee().equals(owner))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
