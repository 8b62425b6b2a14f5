package io.penstock.prepare.preparer;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Runs the statements of SQL scripts of the cartridge, which its parameters name; any error of any statement fails the step. Thread-confined. */
final class SqlScriptPreparer extends ScriptedPreparer {

    /** A word of the documented preparer that says how to log, and names no script. */
    private static final String NO_LOGGING = "disableLogging";

    private static final Set<String> DEFINING = Set.of("create", "alter", "drop", "comment", "grant", "revoke");

    private final boolean defining;

    /** @param defining whether all its scripts are known to define structure */
    SqlScriptPreparer(boolean defining) {
        this.defining = defining;
    }

    private List<String> scripts() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < getNumberOfParameters(); i++) {
            if (!getParameter(i).equals(NO_LOGGING)) {
                names.add(getParameter(i));
            }
        }
        return names;
    }

    @Override
    public boolean checkParameters() {
        return !scripts().isEmpty();
    }

    @Override
    public boolean definesStructure() {
        return defining
                || scripts().stream()
                        .flatMap(name -> find(name).stream())
                        .flatMap(script -> statements(new String(script, StandardCharsets.UTF_8)).stream())
                        .map(sql -> new SqlTokens(sql).word(0).toLowerCase(Locale.ROOT))
                        .allMatch(DEFINING::contains);
    }

    @Override
    public boolean prepare() throws SQLException {
        for (String name : scripts()) {
            runScript(statements(new String(require(name), StandardCharsets.UTF_8)));
        }
        return true;
    }
}
