package io.penstock.prepare.validation;

import java.util.Locale;

/** What can be found in cartridges; see the golden rules of the reference of DBMigrate. */
public enum Fault {
    /** The list or a descriptor breaks the form; steps cannot run. */
    DESCRIPTOR_INVALID(Severity.ERROR),
    CARTRIDGE_MISSING(Severity.ERROR),
    CARTRIDGE_NOT_LISTED(Severity.WARNING),
    VERSIONS_EQUAL(Severity.ERROR),
    VERSION_WITHOUT_STEPS(Severity.WARNING),
    ORDER_EQUAL(Severity.WARNING),
    STEP_REPEATED(Severity.WARNING),
    STEP_GAP(Severity.WARNING),
    CLASS_MISSING(Severity.ERROR),
    FILE_MISSING(Severity.ERROR),
    BUNDLE_MISSING(Severity.ERROR),
    BUNDLE_NAME_DEPRECATED(Severity.WARNING),
    DATA_SET_GAP(Severity.WARNING),
    DML_MIXED(Severity.WARNING),
    DROP_BLIND(Severity.ERROR),
    UUID_AT_RUN_TIME(Severity.ERROR),
    /** From here on: what is dangerous on a database that is in use. */
    TABLE_REWRITTEN(Severity.WARNING),
    COLUMN_NOT_NULL(Severity.WARNING),
    INDEX_BLOCKS_WRITES(Severity.WARNING),
    FOREIGN_KEY_CHECKED(Severity.WARNING),
    ALL_ROWS_CHANGED(Severity.WARNING),
    TABLE_TRUNCATED(Severity.WARNING);

    /** What a finding means for who starts a preparation. */
    public enum Severity {
        WARNING,
        ERROR
    }

    private final Severity severity;

    Fault(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    /** As in reports: {@code CLASS-MISSING}. */
    public String code() {
        return name().toUpperCase(Locale.ROOT).replace('_', '-');
    }
}
