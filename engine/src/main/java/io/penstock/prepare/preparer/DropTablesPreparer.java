package io.penstock.prepare.preparer;

import io.penstock.prepare.Preparer;
import java.sql.SQLException;
import java.sql.Statement;

/** Drops the tables that its parameters name, those that are there, and only where {@code intershop.migration.DropTables} says so. */
final class DropTablesPreparer extends Preparer {

    @Override
    public boolean checkParameters() {
        return getNumberOfParameters() > 0;
    }

    @Override
    public boolean definesStructure() {
        return true;
    }

    @Override
    public boolean prepare() throws SQLException {
        Structure structure = new Structure(connection());
        for (int i = 0; i < getNumberOfParameters(); i++) {
            String table = getParameter(i);
            if (!structure.has(table)) {
                continue;
            }
            if (!settings().dropTables()) {
                note("The table " + table + " was left: intershop.migration.DropTables does not say true.");
                continue;
            }
            try (Statement statement = connection().createStatement()) {
                statement.execute("DROP TABLE " + structure.quoted(table));
            }
            changed(1);
            structure.forget();
        }
        return true;
    }
}
