package io.penstock.pseudonym;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The databases that share a map with the one it is applied to. What only they have is not unknown; what could not be read proves nothing. */
final class OtherDatabases {

    private final List<CatalogNames> known = new ArrayList<>();
    private final String asked;

    OtherDatabases(List<SourceDatabase> others) {
        StringBuilder text = new StringBuilder();
        for (SourceDatabase other : others) {
            other.catalog().map(CatalogNames::new).ifPresent(known::add);
            text.append(other.catalog().isPresent() ? ", nor in " : ", nor could it be looked for in ")
                    .append(other.name());
        }
        asked = text.toString();
    }

    boolean haveTable(String name) {
        return have(names -> names.hasTable(name));
    }

    boolean haveColumn(String table, String column) {
        return have(names -> names.hasColumn(table, column));
    }

    private boolean have(Predicate<CatalogNames> condition) {
        return known.stream().anyMatch(condition);
    }

    /** Where else was looked, to continue a sentence. */
    String asked() {
        return asked;
    }
}
