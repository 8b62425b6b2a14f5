package io.penstock.database.postgresql;

import io.penstock.database.ChangedColumns;
import io.penstock.database.Configuration;
import io.penstock.database.RowChange;
import io.penstock.database.RowSettings;
import io.penstock.database.SettingScript;
import io.penstock.database.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Sets a configuration in a copy whose rows are all there, in one transaction. */
final class ConfigurationChange {

    private final PostgresSnapshot snapshot;
    private final Connection session;
    private final String where;
    private final ChangedColumns changed;

    /** @param where the copy, for people */
    ConfigurationChange(PostgresSnapshot snapshot, Connection session, String where, ChangedColumns changed) {
        this.snapshot = snapshot;
        this.session = session;
        this.where = where;
        this.changed = changed;
    }

    List<RowChange> apply(Configuration configuration) throws SQLException {
        changed.set(configuration, snapshot.catalog());
        // Rows that are added draw numbers that no row has.
        Sequences.advance(snapshot, session, changed);
        SearchPath.set(session, snapshot.catalog());
        Sql.run(session, "BEGIN");
        SilentTables silent = new SilentTables(session);
        silent.silence(quoted(configuration));
        List<RowChange> changes = RowSettings.apply(configuration.rows(), new SettingSession(session, where));
        for (SettingScript script : configuration.scripts()) {
            try {
                Sql.run(session, script.sql());
            } catch (SQLException e) {
                throw Failures.ofConfiguration(e, script.place(), where);
            }
        }
        silent.wake();
        Sql.run(session, "COMMIT");
        SearchPath.clear(session);
        Sequences.pass(snapshot.catalog(), session, changed);
        return changes;
    }

    private Set<String> quoted(Configuration configuration) {
        Set<String> tables = new TreeSet<>();
        configuration
                .rows()
                .forEach(row -> snapshot.catalog().tree(row.table()).stream()
                        .map(Table::name)
                        .map(Sql::quote)
                        .forEach(tables::add));
        return tables;
    }
}
