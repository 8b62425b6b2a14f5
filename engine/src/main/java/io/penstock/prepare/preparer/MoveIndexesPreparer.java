package io.penstock.prepare.preparer;

import io.penstock.prepare.Preparer;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Moves all indexes to the table space that its parameter or the settings name, where the run is told to, and the database knows table spaces. */
final class MoveIndexesPreparer extends Preparer {

    @Override
    public boolean definesStructure() {
        return true;
    }

    @Override
    public boolean prepare() throws SQLException {
        String tableSpace = getNumberOfParameters() == 0 ? settings().indexTablespace() : getParameter(0);
        if (!settings().moveIndexes()) {
            note("No index was moved: the run is told not to.");
        } else if (tableSpace.isEmpty()) {
            note("No index was moved: neither the step nor intershop.dbinit.indexTablespace names a table space.");
        } else {
            OptionalLong moved = session().moveIndexes(tableSpace);
            moved.ifPresentOrElse(this::changed, () -> note("No index was moved: this database has no table spaces."));
        }
        return true;
    }
}
