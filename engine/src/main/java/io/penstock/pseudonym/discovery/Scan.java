package io.penstock.pseudonym.discovery;

import io.penstock.database.Catalog;
import java.util.List;
import java.util.Locale;

/**
 * What a scan of the databases of one environment found.
 *
 * @param catalog what is in the databases together
 * @param locale whose names were met most often
 * @param tables sorted by name
 * @param notes for people: what a map cannot mend, such as personal values in comments and views
 */
public record Scan(Catalog catalog, Locale locale, List<TableDraft> tables, List<String> notes) {

    public Scan {
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
    }

    /** How many columns have this verdict; those of tables that are to be empty do not count. */
    public long count(Finding.Verdict verdict) {
        return tables.stream()
                .filter(table -> !table.empty())
                .flatMap(table -> table.columns().stream())
                .filter(finding -> finding.verdict() == verdict)
                .count();
    }
}
