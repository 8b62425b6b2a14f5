package io.penstock.prepare.preparer;

import io.penstock.prepare.cartridge.DataSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Enters which tables are replicated from edit to live, each with its group: the data sets {@code Data.1.table} and {@code Data.1.group} of its files, those that the database has. Words
 * before them, such as {@code all}, name groups; none or {@code all} means each.
 */
final class StagingPreparer extends TableRowsPreparer {

    private static final String TABLE = "staging_table";

    @Override
    public boolean countsRows() {
        return true;
    }

    @Override
    public boolean checkParameters() {
        return true;
    }

    @Override
    public boolean prepare() throws SQLException {
        StepFiles files = files();
        List<String> groups = files.words();
        Structure structure = new Structure(connection());
        if (!structure.has(TABLE)) {
            note("Nothing was entered: the database has no table " + TABLE + ".");
            return true;
        }
        if (files.data().isEmpty()) {
            note("Nothing was entered: the step names no file of data sets.");
        }
        for (String file : files.data()) {
            for (DataSet set : getDataSets(file)) {
                String table = set.values().getOrDefault("table", "").toLowerCase(Locale.ROOT);
                String group = set.values().getOrDefault("group", "");
                boolean wanted = groups.isEmpty() || groups.contains("all") || groups.contains(group);
                if (wanted && structure.has(table)) {
                    upsert(TABLE, List.of("table_name"), Map.of("table_name", table, "group_name", group));
                } else if (wanted) {
                    note(file + ", Data." + set.group() + ": there is no table " + table + ".");
                }
            }
        }
        return true;
    }
}
