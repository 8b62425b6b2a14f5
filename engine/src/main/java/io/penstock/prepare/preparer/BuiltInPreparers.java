package io.penstock.prepare.preparer;

import io.penstock.prepare.Preparer;
import java.util.Map;
import java.util.function.Supplier;

/** The preparers that need no jar, by the last part of the documented class name. */
public final class BuiltInPreparers {

    private static final Map<String, Supplier<Preparer>> ALL =
            Map.of("SQLScriptPreparer", SqlScriptPreparer::new, "ExecuteSQLScriptPreparer", SqlScriptPreparer::new);

    private BuiltInPreparers() {}

    /** Makes each anew by its name. */
    public static Map<String, Supplier<Preparer>> all() {
        return ALL;
    }
}
