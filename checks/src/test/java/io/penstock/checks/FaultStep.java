package io.penstock.checks;

/** A step of a sync, and the moment in it at which a fault strikes. */
enum FaultStep {
    PLAN("guard and plan", Where.TARGET, "pg_available_extensions"),
    FILES("staging of files", Where.FOLDER, "uat/.penstock/stage"),
    COPY("copy", Where.TARGET, "COPY \"public\".\"customer\"", "\t"),
    KEYS("indexes and keys", Where.TARGET, "ADD CONSTRAINT"),
    PROOF("proof", Where.TARGET, "COPY (SELECT \"id\", \"email\""),
    PRESERVED("preserved rows", Where.TARGET, "INSERT INTO \"public\".\"preference\""),
    CONFIGURATION("configuration set", Where.TARGET, "UPDATE \"public\".\"preference\""),
    GATE("gate", Where.TARGET, "SELECT 'the comment of '"),
    SILENCE("silence monitoring", Where.HOOK, "silence-monitoring"),
    STOP("stop the application", Where.HOOK, "stop-application"),
    LAST_PRESERVED("last preserved rows", Where.TARGET, "LOCK TABLE ONLY"),
    SWAP_DATABASES("swap of databases", Where.TARGET, "RENAME TO \"" + FaultLandscape.UAT + "_penstock_undo", "COMMIT"),
    SWAP_FILES("swap of files", Where.FOLDER, "uat/.penstock/undo"),
    START("start the application", Where.HOOK, "start-application"),
    HEALTHY("wait until it is healthy", Where.HOOK, "healthy"),
    INDEX("rebuild the search index", Where.HOOK, "rebuild-search-index"),
    RESUME("resume monitoring", Where.HOOK, "resume-monitoring"),
    REPORT("report", Where.STORE, "update run set state"),
    MESSAGES("messages", Where.POST, "sync prd uat is done");

    /** Where the moment is seen. */
    enum Where {
        /** In what is sent to UAT's server. */
        TARGET,
        /** In what is sent to the store. */
        STORE,
        /** In what is sent to the mail server. */
        POST,
        /** A hook of that name says so. */
        HOOK,
        /** A new entry comes up in that folder. */
        FOLDER
    }

    private final String label;
    private final Where where;
    private final String[] words;

    FaultStep(String label, Where where, String... words) {
        this.label = label;
        this.where = where;
        this.words = words;
    }

    String label() {
        return label;
    }

    Where where() {
        return where;
    }

    String[] words() {
        return words;
    }

    boolean isHook() {
        return where == Where.HOOK;
    }
}
