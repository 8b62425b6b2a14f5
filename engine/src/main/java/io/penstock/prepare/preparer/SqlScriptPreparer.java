package io.penstock.prepare.preparer;

import io.penstock.PenstockException;
import io.penstock.prepare.PrepareProblem;
import io.penstock.prepare.Preparer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Runs the statements of SQL scripts of the cartridge, which its parameters name; any error of any statement fails the step. Thread-confined. */
final class SqlScriptPreparer extends Preparer {

    /** A word of the documented preparer that says how to log, and names no script. */
    private static final String NO_LOGGING = "disableLogging";

    @Override
    public boolean checkParameters() {
        return getNumberOfParameters() > 0;
    }

    @Override
    public boolean prepare() throws SQLException {
        for (int i = 0; i < getNumberOfParameters(); i++) {
            String name = getParameter(i);
            if (!name.equals(NO_LOGGING)) {
                run(name);
            }
        }
        return true;
    }

    private void run(String name) throws SQLException {
        byte[] script = getResource(name)
                .orElseThrow(
                        () -> new PenstockException(
                                PrepareProblem.STEP_INVALID,
                                "The cartridge " + getCartridge() + " has no file " + name + ".",
                                "Put it under src/main/resources or staticfiles/cartridge/lib of the cartridge, or correct the name."));
        runScript(statements(new String(script, StandardCharsets.UTF_8)));
    }
}
