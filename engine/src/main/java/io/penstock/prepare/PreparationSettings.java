package io.penstock.prepare;

/**
 * What preparers are told of the run.
 *
 * @param recreateTables whether an initialization makes tables anew that are there; never those that hold rows, unless that was confirmed
 * @param recreateFilled that a person agreed that tables are made anew though they hold rows
 * @param moveIndexes whether indexes are moved to the table space that is named for them
 * @param indexTablespace {@code intershop.dbinit.indexTablespace}: where indexes are moved to; empty for nowhere
 * @param tableMonitoring whether statistics of the tables are gathered
 * @param dropTables {@code intershop.migration.DropTables}: whether a migration drops the tables that it is told to
 * @param fallbackLocale {@code intershop.dbinit.fallbackLocale}: whose bundle stands in for a locale that has none, such as {@code en_US}; empty for none
 */
public record PreparationSettings(
        boolean recreateTables,
        boolean recreateFilled,
        boolean moveIndexes,
        String indexTablespace,
        boolean tableMonitoring,
        boolean dropTables,
        String fallbackLocale) {

    /** As documented, where nothing else is said. */
    public static final PreparationSettings DEFAULT =
            new PreparationSettings(true, false, true, "", true, false, "en_US");
}
