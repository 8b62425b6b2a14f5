package io.penstock.prepare.preparer;

import io.penstock.prepare.Preparer;
import java.sql.SQLException;

/** Has the database gather statistics of its tables, where the run is told to. */
final class TableMonitoringPreparer extends Preparer {

    @Override
    public boolean prepare() throws SQLException {
        if (settings().tableMonitoring()) {
            session().gatherStatistics();
        } else {
            note("No statistics were gathered: the run is told not to.");
        }
        return true;
    }
}
