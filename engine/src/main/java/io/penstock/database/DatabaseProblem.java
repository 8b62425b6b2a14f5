package io.penstock.database;

import io.penstock.Outcome;
import io.penstock.ProblemCode;

/** What can be wrong with a database. */
public enum DatabaseProblem implements ProblemCode {
    /** The URL names a database product that no dialect speaks. */
    DATABASE_UNKNOWN(Outcome.USAGE),
    /** Source and target are of different products. */
    DATABASES_DIFFER(Outcome.USAGE),
    DATABASE_UNREACHABLE(Outcome.FAILED),
    DATABASE_LOGIN_REFUSED(Outcome.FAILED),
    DATABASE_MISSING(Outcome.FAILED),
    /** An embedded database that is not a file of this machine. */
    DATABASE_NOT_A_FILE(Outcome.USAGE),
    /** A right is missing; the remedy is the SQL that grants it. */
    RIGHT_MISSING(Outcome.REFUSED),
    /** Another run works on the target. */
    TARGET_LOCKED(Outcome.REFUSED),
    /** The lock of a database belongs to a process, and ends with it alone. */
    LOCK_NOT_BREAKABLE(Outcome.REFUSED),
    VERSION_UNSUPPORTED(Outcome.REFUSED),
    /** The target is a standby or otherwise cannot be written or replaced. */
    TARGET_NOT_REPLACEABLE(Outcome.REFUSED),
    EXTENSION_MISSING(Outcome.REFUSED),
    TOOL_MISSING(Outcome.USAGE),
    TOOL_TOO_OLD(Outcome.USAGE),
    TOOL_FAILED(Outcome.FAILED),
    /** The URL asks for what the vendor's tools have no means for. */
    URL_UNFIT_FOR_TOOLS(Outcome.USAGE),
    DISK_FULL(Outcome.FAILED),
    DISK_TOO_SMALL(Outcome.REFUSED),
    CONNECTION_LOST(Outcome.FAILED),
    SOURCE_CHANGED(Outcome.FAILED),
    STANDBY_CONFLICT(Outcome.FAILED),
    ENCODING_UNFIT(Outcome.FAILED),
    VALUE_TOO_LONG(Outcome.FAILED),
    ROW_TOO_LARGE(Outcome.REFUSED),
    COPY_DIFFERS(Outcome.FAILED),
    CONSTRAINT_BROKEN(Outcome.FAILED),
    /** Another process works on the copy that this one was making. */
    COPY_TAKEN_UP(Outcome.FAILED),
    SWAP_FAILED(Outcome.FAILED),
    NOTHING_TO_UNDO(Outcome.USAGE),
    PRESERVED_ROWS_UNFIT(Outcome.REFUSED),
    /** What a configuration set says about rows does not fit the database. */
    CONFIGURATION_SET_UNFIT(Outcome.REFUSED),
    /** An SQL condition of a configuration file that is none, or cannot be evaluated. */
    CONDITION_INVALID(Outcome.USAGE),
    ROW_SECURITY_HIDES(Outcome.REFUSED),
    /** A product of which no rows can be replaced where they stand. */
    IN_PLACE_UNSUPPORTED(Outcome.USAGE),
    /** A product that no backup can be made of. */
    BACKUP_UNSUPPORTED(Outcome.USAGE),
    /** What needs an answer of the database about its rows, where these stand in a backup. */
    BACKUP_NOT_ASKABLE(Outcome.REFUSED),
    DATABASE_FAILED(Outcome.FAILED);

    private final Outcome outcome;

    DatabaseProblem(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }
}
