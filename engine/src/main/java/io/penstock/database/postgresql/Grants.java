package io.penstock.database.postgresql;

import io.penstock.database.postgresql.Holding.Grant;
import io.penstock.database.postgresql.Holding.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The statements that make what roles may do with an object what it should be. */
final class Grants {

    /** For whom, on the whole object or on columns, and whether they may pass it on. */
    private record Kind(String grantee, boolean ofColumns, boolean grantable) {}

    private Grants() {}

    /** Rights of all but the owner. */
    static List<String> ofOthers(Named object, Holding present, Holding wanted) {
        return change(object, present.ofOthers(), wanted.ofOthers());
    }

    /** Rights that an owner has taken from itself. */
    static List<String> ofOwner(Named object, Holding wanted) {
        List<String> statements = new ArrayList<>();
        if (!wanted.whole()) {
            statements.add("REVOKE ALL" + on(object) + " FROM " + Roles.quoted(wanted.owner()));
            statements.addAll(grant(object, wanted.ofOwner()));
        }
        return statements;
    }

    private static List<String> change(Named object, Set<Grant> present, Set<Grant> wanted) {
        List<String> statements = new ArrayList<>();
        if (!present.equals(wanted)) {
            Set<String> holders = new TreeSet<>();
            present.forEach(grant -> holders.add(grant.grantee()));
            holders.forEach(holder -> statements.add("REVOKE ALL" + on(object) + " FROM " + Roles.quoted(holder)));
            statements.addAll(grant(object, wanted));
        }
        return statements;
    }

    private static List<String> grant(Named object, Set<Grant> wanted) {
        List<String> statements = new ArrayList<>();
        granted(wanted)
                .forEach((kind, rights) -> statements.add("GRANT " + rights + on(object) + " TO "
                        + Roles.quoted(kind.grantee()) + (kind.grantable() ? " WITH GRANT OPTION" : "")));
        return statements;
    }

    /** {@code GRANT … ON TABLES TO …} for the objects that a role will make. */
    static List<String> byDefault(String type, Set<Grant> wanted) {
        List<String> statements = new ArrayList<>();
        granted(wanted)
                .forEach((kind, rights) -> statements.add("GRANT " + rights + " ON " + type + " TO "
                        + Roles.quoted(kind.grantee()) + (kind.grantable() ? " WITH GRANT OPTION" : "")));
        return statements;
    }

    private static Map<Kind, String> granted(Set<Grant> wanted) {
        Map<Kind, String> rights = new LinkedHashMap<>();
        for (Grant grant : wanted) {
            boolean ofColumn = !grant.column().isEmpty();
            rights.merge(
                    new Kind(grant.grantee(), ofColumn, grant.grantable()),
                    grant.privilege() + (ofColumn ? " (" + grant.column() + ")" : ""),
                    (one, other) -> one + ", " + other);
        }
        return rights;
    }

    private static String on(Named object) {
        String type = object.type().equals("SERVER") ? "FOREIGN SERVER" : object.type();
        return " ON " + type + " " + object.identity();
    }
}
