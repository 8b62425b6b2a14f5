package io.penstock.database.h2;

import io.penstock.PenstockException;
import io.penstock.database.Condition;
import io.penstock.database.DatabaseProblem;
import io.penstock.landscape.Place;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.jdbc.JdbcException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what H2 says into problems. Its messages hold values of rows: they are passed on only where they can name nothing but tables and columns,
 * and the exception itself never is.
 */
final class Failures {

    private Failures() {}

    /** A failure while doing {@code what} in the database {@code where}. */
    static PenstockException of(SQLException failure, String what, String where) {
        int code = failure.getErrorCode();
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String happened = what + " failed in " + where + said(failure, state) + ".";
        if (isDiskFull(failure)) {
            return problem(
                    DatabaseProblem.DISK_FULL,
                    "The disk of " + where + " is full (" + what + ").",
                    "Free disk space there, about three times the size of the source, and run the command again.");
        }
        return switch (code) {
            case ErrorCode.WRONG_USER_OR_PASSWORD, ErrorCode.WRONG_PASSWORD_FORMAT ->
                problem(
                        DatabaseProblem.DATABASE_LOGIN_REFUSED,
                        where + " refused the login.",
                        "Check user and password of this database in penstock.yaml.");
            case ErrorCode.FILE_ENCRYPTION_ERROR_1 ->
                problem(
                        DatabaseProblem.DATABASE_LOGIN_REFUSED,
                        where + " cannot be decrypted with this password.",
                        "The password of an encrypted database is that of the file, a blank, and that of the user; the url names the CIPHER.");
            case ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1, ErrorCode.DATABASE_NOT_FOUND_1 ->
                problem(
                        DatabaseProblem.DATABASE_MISSING,
                        "There is no database at " + where + ".",
                        "Create it, or correct the url in penstock.yaml.");
            case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
                problem(
                        DatabaseProblem.DATABASE_UNREACHABLE,
                        where + " is open in another process.",
                        "Stop that process, or add ;AUTO_SERVER=TRUE to the url in both places.");
            case ErrorCode.ADMIN_RIGHTS_REQUIRED, ErrorCode.NOT_ENOUGH_RIGHTS_FOR_1 ->
                problem(
                        DatabaseProblem.RIGHT_MISSING,
                        happened,
                        "Let an administrator of this database run ALTER USER … ADMIN TRUE for the user of penstock.yaml.");
            case ErrorCode.DATABASE_IS_CLOSED, ErrorCode.CONNECTION_BROKEN_1, ErrorCode.OBJECT_CLOSED ->
                problem(
                        DatabaseProblem.CONNECTION_LOST,
                        "The connection to " + where + " was lost (" + what + ").",
                        "Something closed the database meanwhile; run the command again, the target is as it was.");
            case ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1,
                    ErrorCode.TABLE_OR_VIEW_NOT_FOUND_WITH_CANDIDATES_2,
                    ErrorCode.COLUMN_NOT_FOUND_1,
                    ErrorCode.SCHEMA_NOT_FOUND_1 ->
                problem(
                        DatabaseProblem.SOURCE_CHANGED,
                        happened,
                        "Either a condition in penstock.yaml or personal-data.yaml names what does not exist, or the structure changed while it was read.");
            case ErrorCode.VALUE_TOO_LONG_2 ->
                problem(
                        DatabaseProblem.VALUE_TOO_LONG,
                        happened,
                        "A value does not fit its column: compare the column with the personal-data map.");
            default -> byClass(state, happened);
        };
    }

    /** A failure to evaluate what a person wrote; anything else that befalls the database meanwhile keeps its own problem. */
    static PenstockException ofCondition(SQLException failure, Condition condition, String where) {
        return isAboutTheStatement(failure)
                ? condition.invalid(
                        "cannot be evaluated in " + where + said(failure, String.valueOf(failure.getSQLState())))
                : of(failure, "evaluating a condition", where);
    }

    /** Syntax, names, types and values. */
    private static boolean isAboutTheStatement(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("42") || state.startsWith("22") || state.startsWith("07") || state.startsWith("21");
    }

    /** A failure to put preserved rows into the copy. */
    static PenstockException ofPreserved(SQLException failure, Condition condition, String where) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("23") || isAboutTheStatement(failure)
                ? problem(
                        DatabaseProblem.PRESERVED_ROWS_UNFIT,
                        condition.named() + " brings rows that do not fit into the copy" + said(failure, state) + ".",
                        "Look the code up among H2's error codes, and change the rows on the target or narrow the rule.")
                : of(failure, "restoring preserved rows", where);
    }

    /** A failure to bring what has changed among preserved rows while the copy was built. */
    static PenstockException ofLastPreserved(SQLException failure, String table, String where) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("23")
                ? problem(
                        DatabaseProblem.PRESERVED_ROWS_UNFIT,
                        "Preserved rows changed on the target while the copy was built, and the foreign keys of "
                                + table + " do not hold with them.",
                        "Run the command again; its plan looks at the rows as they are then.")
                : of(failure, "restoring the last preserved rows", where);
    }

    /** A failure to set what a configuration says. */
    static PenstockException ofConfiguration(SQLException failure, Place place, String where) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("23") || isAboutTheStatement(failure)
                ? problem(
                        DatabaseProblem.CONFIGURATION_SET_UNFIT,
                        place + ": this cannot be set in " + where + said(failure, state) + ".",
                        "Look the code up among H2's error codes, and correct the configuration set.")
                : of(failure, "applying the configuration set", where);
    }

    private static PenstockException byClass(String state, String happened) {
        return state.startsWith("23")
                ? problem(
                        DatabaseProblem.CONSTRAINT_BROKEN,
                        happened,
                        "The rows do not satisfy a constraint of the structure: look for it in the source, for its columns in the personal-data map, and for its table in preserve.")
                : problem(
                        DatabaseProblem.DATABASE_FAILED,
                        happened,
                        "Look the code up among H2's error codes, mend the cause and run the command again.");
    }

    private static boolean isDiskFull(SQLException failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && message.contains("No space left on device")) {
                return true;
            }
        }
        return false;
    }

    /** Names of tables and columns may be told; messages of other classes hold values, or a statement with values in it. */
    private static String said(SQLException failure, String state) {
        String code = " (H2 error " + failure.getErrorCode() + ")";
        if (state.startsWith("42S") && failure instanceof JdbcException ours) {
            String message = ours.getOriginalMessage();
            return message == null ? code : ": " + message.lines().findFirst().orElse("") + code;
        }
        return code;
    }

    private static PenstockException problem(DatabaseProblem code, String what, String remedy) {
        return new PenstockException(code, what, remedy);
    }
}
