package io.penstock.prepare.preparer;

import io.penstock.prepare.Preparer;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Deletes what an application that is not running has left behind in a table: its processes, or its locks on resources. */
final class ReleasePreparer extends Preparer {

    private final String usual;

    /** @param usual the table, where the step names none */
    ReleasePreparer(String usual) {
        this.usual = usual;
    }

    @Override
    public boolean countsRows() {
        return true;
    }

    @Override
    public boolean prepare() throws SQLException {
        String name = getNumberOfParameters() == 0 ? usual : getParameter(0);
        Optional<TargetTable> table = TargetTable.lookUp(session(), name);
        if (table.isEmpty()) {
            note("There is nothing to be released: the database has no table " + name + ".");
            return true;
        }
        try (Statement statement = connection().createStatement()) {
            changed(statement.executeUpdate("DELETE FROM " + table.get().sql()));
        }
        return true;
    }
}
