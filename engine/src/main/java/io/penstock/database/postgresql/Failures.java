package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.Condition;
import io.penstock.database.DatabaseProblem;
import io.penstock.landscape.Place;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Turns what the server says into problems. The server's detail and context lines hold values of rows, and so does the first line of the
 * class "data exception": they are never passed on, nor is the exception itself, whose message contains them.
 */
final class Failures {

    /** Classes whose first line may hold values: connections, data exceptions, routines of users, foreign data. */
    private static final List<String> SILENT = List.of("08", "22", "2F", "38", "39", "HV", "P0");

    /** What the server says in English; tools pass nothing else on. */
    static final String RECOVERY_CONFLICT = "conflict with recovery";

    /** Something was to be changed in a transaction that only reads. */
    private static final String WRITES = "25006";

    private Failures() {}

    /** A failure while doing {@code what} in the database {@code where}. */
    static PenstockException of(SQLException failure, String what, String where) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String said = firstLine(failure, state);
        String happened = what + " failed in " + where + said + ".";
        if (state.startsWith("28")) {
            return problem(
                    DatabaseProblem.DATABASE_LOGIN_REFUSED,
                    where + " refused the login" + said + ".",
                    "Check user and password of this database in penstock.yaml, and pg_hba.conf of the server.");
        }
        return switch (state) {
            case "3D000" ->
                problem(
                        DatabaseProblem.DATABASE_MISSING,
                        "There is no database at " + where + ".",
                        "Create it with CREATE DATABASE, or correct the url in penstock.yaml.");
            case "53100" ->
                problem(
                        DatabaseProblem.DISK_FULL,
                        "The disk of " + where + " is full (" + what + ").",
                        "Free disk space there, about three times the size of the source, and run the command again.");
            case "42501" ->
                problem(
                        DatabaseProblem.RIGHT_MISSING,
                        happened,
                        "Grant the missing right to the user of this database and run the command again.");
            case "42P01", "42703", "3F000" ->
                problem(
                        DatabaseProblem.SOURCE_CHANGED,
                        happened,
                        "The structure changed while it was read: run the command again when no deployment is under way.");
            case "40001" -> ofRecovery(happened);
            case "22001" ->
                problem(
                        DatabaseProblem.VALUE_TOO_LONG,
                        happened,
                        "A value does not fit its column on the target: compare the two encodings and the personal-data map.");
            case "22021", "22P05" ->
                problem(
                        DatabaseProblem.ENCODING_UNFIT,
                        happened,
                        "A value cannot be written in the target's encoding: give the target an encoding that holds the source's characters, such as UTF8.");
            default -> byClass(state, what, where, happened);
        };
    }

    /** A standby cancelled a query, or ended a session, so that it could go on following its primary. */
    static PenstockException ofRecovery(String happened) {
        return problem(
                DatabaseProblem.STANDBY_CONFLICT,
                happened,
                "The standby had to give up the snapshot: set hot_standby_feedback = on or raise max_standby_streaming_delay there, and run the command again.");
    }

    private static PenstockException byClass(String state, String what, String where, String happened) {
        if (state.startsWith("08") || state.startsWith("57P")) {
            return problem(
                    DatabaseProblem.CONNECTION_LOST,
                    "The connection to " + where + " was lost (" + what + ").",
                    "See the server's log for the reason, and run the command again; the target is as it was.");
        }
        if (state.startsWith("23")) {
            return problem(
                    DatabaseProblem.CONSTRAINT_BROKEN,
                    happened,
                    "The rows do not satisfy a constraint of the structure: look for it in the source, for its columns in the personal-data map, and for its table in preserve.");
        }
        return problem(
                DatabaseProblem.DATABASE_FAILED,
                happened,
                "See the server's log for the whole message, mend the cause and run the command again.");
    }

    /** A failure to evaluate what a person wrote; anything else that befalls the database meanwhile keeps its own problem. */
    static PenstockException ofCondition(SQLException failure, Condition condition, String where) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (!isAboutTheStatement(state)) {
            return of(failure, "evaluating a condition", where);
        }
        return condition.invalid("cannot be evaluated in " + where + firstLine(failure, state));
    }

    /** Syntax, names, types, values and what functions of users raise; but not a missing right. */
    private static boolean isAboutTheStatement(String state) {
        return isAboutValues(state) || WRITES.equals(state) || state.startsWith("42") && !state.equals("42501");
    }

    /** What a statement that was right when it was tried meets in the rows: values, and what functions of users raise. */
    static boolean isAboutValues(String state) {
        return List.of("0A", "21", "22", "2F", "38", "39", "P0").stream().anyMatch(state::startsWith);
    }

    /** A failure to put preserved rows into the copy. */
    static PenstockException ofPreserved(SQLException failure, Condition condition, String where) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (!state.startsWith("23") && !isAboutTheStatement(state)) {
            return of(failure, "restoring preserved rows", where);
        }
        return problem(
                DatabaseProblem.PRESERVED_ROWS_UNFIT,
                condition.named() + " brings rows that do not fit into the copy" + firstLine(failure, state) + ".",
                "Look at what is named in the structure of the source, and change the rows on the target or narrow the rule.");
    }

    /** A failure to bring what has changed among preserved rows while the copy was built. */
    static PenstockException ofLastPreserved(SQLException failure, String tables, String where) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (!state.startsWith("23") && !isAboutTheStatement(state)) {
            return of(failure, "restoring the last preserved rows", where);
        }
        return problem(
                DatabaseProblem.PRESERVED_ROWS_UNFIT,
                "Preserved rows of " + tables
                        + " changed on the target while the copy was built, and do not fit into it as they are now"
                        + firstLine(failure, state) + ".",
                "Run the command again; its plan looks at the rows as they are then.");
    }

    /** A failure to set what a configuration says. */
    static PenstockException ofConfiguration(SQLException failure, Place place, String where) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (!state.startsWith("23") && !isAboutTheStatement(state)) {
            return of(failure, "applying the configuration set", where);
        }
        return problem(
                DatabaseProblem.CONFIGURATION_SET_UNFIT,
                place + ": this cannot be set in " + where + firstLine(failure, state) + ".",
                "Correct the configuration set, or the constraint that it meets.");
    }

    /** A failure to connect. */
    static PenstockException ofConnecting(SQLException failure, String where) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.startsWith("08")) {
            return problem(
                    DatabaseProblem.DATABASE_UNREACHABLE,
                    "No database server answers at " + where + ".",
                    "Check host and port in penstock.yaml, the network, and that the server is running.");
        }
        return of(failure, "connecting", where);
    }

    static boolean isConnectionLoss(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    private static String firstLine(SQLException failure, String state) {
        @Nullable
        ServerErrorMessage message =
                failure instanceof PSQLException fromServer ? fromServer.getServerErrorMessage() : null;
        if (SILENT.stream().anyMatch(state::startsWith) || isRaisedByAFunction(message)) {
            return " (SQLSTATE " + state + ")";
        }
        String text = message == null ? null : message.getMessage();
        return text == null ? " (SQLSTATE " + state + ")" : ": " + text + " (SQLSTATE " + state + ")";
    }

    /** What functions of the database raise under any code may hold values. */
    private static boolean isRaisedByAFunction(@Nullable ServerErrorMessage message) {
        return message != null && "exec_stmt_raise".equals(message.getRoutine());
    }

    private static PenstockException problem(DatabaseProblem code, String what, String remedy) {
        return new PenstockException(code, what, remedy);
    }
}
