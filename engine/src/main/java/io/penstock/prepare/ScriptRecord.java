package io.penstock.prepare;

import io.penstock.database.PreparationSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the scripts of steps came, in the registry; only where a change of structure cannot be rolled back, so that a script may be done in part. The caller commits. */
final class ScriptRecord {

    private static final String WHERE = " WHERE CARTRIDGEUUID = ? AND ID = ? AND VERSION = ? AND TYPE = ?";

    private final PreparationSession session;

    /**
     * How far a script came.
     *
     * @param done how many statements are done for good
     * @param inDoubt whether the one behind them may be done or not
     * @param prefix a hash of those that are done
     */
    record Reached(long done, boolean inDoubt, String prefix) {}

    ScriptRecord(PreparationSession session) {
        this.session = session;
    }

    boolean needed() {
        return !session.rollsBackStructure();
    }

    /** Null when nothing is known: the step ran no script, or had not come to it. */
    @Nullable
    Reached read(StepKey key) throws SQLException {
        try (PreparedStatement statement = session.connection()
                .prepareStatement("SELECT SCRIPTSTATEMENT, SCRIPTINDOUBT, SCRIPTPREFIX FROM PREPARATIONSTEP" + WHERE)) {
            bind(statement, List.of(), key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getObject(1) != null
                        ? new Reached(rows.getLong(1), rows.getBoolean(2), String.valueOf(rows.getString(3)))
                        : null;
            }
        }
    }

    void write(StepKey key, Reached reached) throws SQLException {
        update(
                "SCRIPTSTATEMENT = ?, SCRIPTINDOUBT = ?, SCRIPTPREFIX = ?",
                List.of(reached.done(), reached.inDoubt(), reached.prefix()),
                key);
    }

    /** Nothing of the step's scripts is done, or all. */
    void clear(StepKey key) throws SQLException {
        update("SCRIPTSTATEMENT = NULL, SCRIPTINDOUBT = NULL, SCRIPTPREFIX = NULL", List.of(), key);
    }

    /** The last statement failed, so it is not done. */
    void settle(StepKey key) throws SQLException {
        update("SCRIPTINDOUBT = FALSE", List.of(), key);
    }

    private void update(String what, List<Object> values, StepKey key) throws SQLException {
        Connection connection = session.connection();
        try (PreparedStatement statement = connection.prepareStatement("UPDATE PREPARATIONSTEP SET " + what + WHERE)) {
            bind(statement, values, key);
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, List<Object> values, StepKey key) throws SQLException {
        int at = 0;
        for (Object value : values) {
            statement.setObject(++at, value);
        }
        for (String part : Arrays.asList(key.cartridge(), key.id(), key.version(), key.type())) {
            statement.setString(++at, part);
        }
    }
}
