package io.penstock.pseudonym;

import io.penstock.Problem;
import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a map says about the tables and columns of one database, and what it says nothing about. */
public final class MapCoverage {

    private final PersonalDataMap map;
    private final CatalogNames names;
    private final Classification classification;

    /** @param catalog of a database; what the map names and it does not have is passed over */
    public MapCoverage(PersonalDataMap map, Catalog catalog) {
        List<Problem> unknown = new ArrayList<>();
        this.map = map;
        this.names = new CatalogNames(catalog);
        this.classification = new Classification(catalog, new OtherDatabases(List.of()), map.tables(), unknown);
    }

    /** {@code public}, {@code empty}, or the name of the pseudonymizer; absent for a column that the map does not classify. */
    public Optional<String> says(Table table, Column column) {
        if (classification.treatment(table) == TableEntry.Treatment.EMPTY) {
            return Optional.of("empty");
        }
        Classification.Verdict verdict = classification.verdict(table, column);
        if (verdict instanceof Classification.Verdict.Personal personal) {
            return Optional.of(personal.personal().entry().recipe().label());
        }
        return verdict instanceof Classification.Verdict.Public ? Optional.of("public") : Optional.empty();
    }

    /** Whether the database has a table that an entry names. */
    public boolean hasTable(String name) {
        return names.hasTable(name);
    }

    /** Whether the database has the column that an entry names. */
    public boolean hasColumn(String table, String column) {
        return names.hasColumn(table, column);
    }

    public Locale locale() {
        return map.locale();
    }

    /** Whether the map says what happens to large objects. */
    public boolean saysOfLargeObjects() {
        return map.copiesLargeObjects() != null;
    }
}
