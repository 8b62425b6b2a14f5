package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.database.PreparationSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The steps whose process ended in the midst of them. Where a rollback takes back all that a step did, they run again; elsewhere only a script does whose place is known for sure, and a
 * person decides about the others. For one thread.
 */
final class Interruptions {

    private final Set<StepKey> undecided;
    private final boolean anew;

    private Interruptions(Set<StepKey> undecided, boolean anew) {
        this.undecided = undecided;
        this.anew = anew;
    }

    /** What nobody has to decide about: everything is taken back, or a person said that all run again. */
    static Interruptions none() {
        return new Interruptions(Set.of(), false);
    }

    /**
     * Marks what is entered as running. Whoever holds the lock of the database knows that none of it is.
     *
     * @param rerun whether a person said that all run again
     */
    static Interruptions mark(PreparationSession session, StepRegistry registry, boolean rerun) {
        try {
            for (StepKey key : keys(session, "RUNNING")) {
                mark(session, key);
                registry.attempt(key, StepStatus.INTERRUPTED, "its process ended in the midst of it");
            }
            session.connection().commit();
            return find(session, rerun);
        } catch (SQLException e) {
            throw unusable(session, e);
        }
    }

    /** The same for a plan, which changes nothing. */
    static Interruptions find(PreparationSession session, boolean rerun) {
        if (rerun || session.rollsBackStructure()) {
            return new Interruptions(Set.of(), rerun);
        }
        try {
            ScriptRecord record = new ScriptRecord(session);
            Set<StepKey> undecided = new HashSet<>();
            for (StepKey key : keys(session, "INTERRUPTED', 'RUNNING")) {
                ScriptRecord.Reached reached = record.read(key);
                if (reached == null || reached.inDoubt()) {
                    undecided.add(key);
                }
            }
            session.connection().rollback();
            return new Interruptions(undecided, false);
        } catch (SQLException e) {
            throw unusable(session, e);
        }
    }

    private static PenstockException unusable(PreparationSession session, SQLException e) {
        return new PenstockException(
                PrepareProblem.STEP_REGISTRY_UNUSABLE,
                "The registry of preparation steps cannot be used: " + session.shown(e) + ".",
                "Let the user of the database read and write the tables PREPARATIONSTEP and PREPARATIONATTEMPT.",
                e);
    }

    private static List<StepKey> keys(PreparationSession session, String status) throws SQLException {
        List<StepKey> keys = new ArrayList<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT CARTRIDGEUUID, ID, VERSION, TYPE FROM PREPARATIONSTEP WHERE STATUS IN ('" + status
                                + "')")) {
            while (rows.next()) {
                keys.add(new StepKey(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
            }
        }
        return keys;
    }

    private static void mark(PreparationSession session, StepKey key) throws SQLException {
        try (PreparedStatement statement = session.connection()
                .prepareStatement("UPDATE PREPARATIONSTEP SET STATUS = 'INTERRUPTED', ENDED = ?, ERROR = ?"
                        + " WHERE CARTRIDGEUUID = ? AND ID = ? AND VERSION = ? AND TYPE = ?")) {
            statement.setTimestamp(1, Timestamp.from(Instant.now()));
            statement.setString(2, "its process ended in the midst of it");
            statement.setString(3, key.cartridge());
            statement.setString(4, key.id());
            statement.setString(5, key.version());
            statement.setString(6, key.type());
            statement.executeUpdate();
        }
    }

    /** Whether scripts begin at their first statement, however far they came. */
    boolean anew() {
        return anew;
    }

    /** Why a step cannot run before a person decides; null when it can. */
    @Nullable
    String undecided(PlannedStep planned) {
        if (planned.reason() == Reason.FORCED || !undecided.contains(StepKey.of(planned.step()))) {
            return null;
        }
        return "it was cut in two when its process ended, and this database cannot take back its first half. Look at what is there,"
                + " then say that it is done with penstock prepare mark, or let it run again from its beginning with --rerun-interrupted"
                + " or --force-exec-id";
    }
}
