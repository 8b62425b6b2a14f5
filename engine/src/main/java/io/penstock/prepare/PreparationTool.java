package io.penstock.prepare;

import java.util.Locale;

/** Under which of the documented names the work is done; its words stand in the log. */
public enum PreparationTool {
    DBPREPARE("DBPrepare"),
    DBINIT("DBInit"),
    DBMIGRATE("DBMigrate");

    private final String title;

    PreparationTool(String title) {
        this.title = title;
    }

    /** As in the lines of a log. */
    public String title() {
        return title;
    }

    /** As in the name of a log and on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
