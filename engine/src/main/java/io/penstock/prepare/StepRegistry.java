package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.database.PreparationSession;
import io.penstock.prepare.cartridge.PreparationStep;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The registry of steps, in the prepared database itself: {@code PREPARATIONSTEP} with the last state of each step, {@code PREPARATIONATTEMPT} with each try, to which is only added, and
 * {@code CARTRIDGEINFORMATION} with the cartridges that are initialized and how far each is migrated. The caller commits. For one thread.
 */
final class StepRegistry {

    private static final int LONGEST_ERROR = 2000;

    private final PreparationSession session;
    private final ScriptRecord scripts;
    private final String run;
    private final String host;
    private long number;

    /** Steps that have a row; null as long as nobody has read which. */
    private @Nullable Set<StepKey> known;

    /** @param run whose steps are entered */
    StepRegistry(PreparationSession session, String run, String host) {
        this.session = session;
        this.scripts = new ScriptRecord(session);
        this.run = run;
        this.host = host;
    }

    /** Does what speaks to the registry; a failure becomes a problem. */
    @FunctionalInterface
    private interface Speaking<T> {
        T with(Connection connection) throws SQLException;
    }

    private <T> T speak(Speaking<T> speaking) {
        try {
            return speaking.with(session.connection());
        } catch (SQLException e) {
            throw new PenstockException(
                    PrepareProblem.STEP_REGISTRY_UNUSABLE,
                    "The registry of preparation steps cannot be used: " + session.shown(e) + ".",
                    "Let the user of the database make, read and write the tables PREPARATIONSTEP, PREPARATIONATTEMPT and CARTRIDGEINFORMATION.",
                    e);
        }
    }

    /** Makes the tables where they are missing. */
    void create() {
        speak(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String table : RegistrySql.TABLES) {
                    statement.execute(table);
                }
            }
            connection.commit();
            return true;
        });
    }

    /** Whether the tables are there; if not, nothing was ever prepared. Asked by name: to list all of a large schema takes seconds while it has no statistics. */
    boolean exists() {
        return speak(connection -> {
            boolean there = false;
            for (String name : List.of("PREPARATIONSTEP", "preparationstep")) {
                try (ResultSet tables =
                        connection.getMetaData().getTables(null, null, name, new String[] {"TABLE", "BASE TABLE"})) {
                    there |= tables.next();
                }
            }
            if (!there) {
                connection.rollback();
            }
            return there;
        });
    }

    /** The last state of every step. */
    Map<StepKey, StepStatus> steps() {
        return speak(connection -> {
            Map<StepKey, StepStatus> steps = new HashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT CARTRIDGEUUID, ID, VERSION, TYPE, STATUS FROM PREPARATIONSTEP")) {
                while (rows.next()) {
                    steps.put(
                            new StepKey(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)),
                            status(rows.getString(5)));
                }
            }
            connection.rollback();
            known = new HashSet<>(steps.keySet());
            return steps;
        });
    }

    private static StepStatus status(String written) {
        for (StepStatus status : StepStatus.values()) {
            if (status.name().equals(written)) {
                return status;
            }
        }
        throw new PenstockException(
                PrepareProblem.STEP_REGISTRY_NEWER,
                "The registry of preparation steps knows a status " + written + ", which this version does not.",
                "Prepare the database with the newer version of penstock that has written it.");
    }

    /** The names of the cartridges that are initialized. */
    Set<String> initialized() {
        return speak(connection -> {
            Set<String> names = new HashSet<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT INTERNALNAME FROM CARTRIDGEINFORMATION")) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            connection.rollback();
            return names;
        });
    }

    /** The number of the last try that was entered; tries of one run are numbered whichever process enters them. */
    long number() {
        return number;
    }

    void number(long last) {
        number = last;
    }

    /**
     * Enters that a step begins.
     *
     * @param anew whether its scripts begin at their first statement, however far they came before
     */
    void begin(PreparationStep step, String fingerprint, boolean anew) {
        row(step, StepStatus.RUNNING, fingerprint, Instant.now(), null, null, null);
        if (anew && scripts.needed()) {
            speak(connection -> {
                scripts.clear(StepKey.of(step));
                return true;
            });
        }
    }

    /** A step did not begin after all: nothing of it was done, and it is left to the next run. */
    void takeBack(PreparationStep step) {
        row(step, StepStatus.FAILURE, null, Instant.now(), Instant.now(), null, "the run was ended before it began");
    }

    /** Enters how a step ended. */
    void end(
            PreparationStep step,
            StepStatus status,
            Instant began,
            @Nullable Long changedRows,
            @Nullable String error) {
        row(step, status, null, began, Instant.now(), changedRows, error);
        attempt(step, status, error);
        if (scripts.needed()) {
            speak(connection -> {
                if (status == StepStatus.SUCCESS) {
                    scripts.clear(StepKey.of(step));
                } else if (status == StepStatus.FAILURE) {
                    scripts.settle(StepKey.of(step));
                }
                return true;
            });
        }
    }

    /** Enters a step as done that is not to run. */
    void register(PreparationStep step, String fingerprint) {
        Instant now = Instant.now();
        row(step, StepStatus.SUCCESS, fingerprint, now, now, 0L, null);
        attempt(step, StepStatus.SUCCESS, null);
    }

    /** Enters what a step is said to have come to, by a person or without running. */
    void enter(PreparationStep step, StepStatus status, String fingerprint, @Nullable String reason) {
        Instant now = Instant.now();
        row(step, status, fingerprint, now, now, 0L, reason);
        attempt(step, status, reason);
    }

    private static @Nullable String shortened(@Nullable String error) {
        return error == null ? null : error.substring(0, Math.min(LONGEST_ERROR, error.length()));
    }

    private void row(
            PreparationStep step,
            StepStatus status,
            @Nullable String fingerprint,
            Instant started,
            @Nullable Instant ended,
            @Nullable Long changedRows,
            @Nullable String error) {
        StepKey key = StepKey.of(step);
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(
                status.name(),
                step.cartridge(),
                step.preparer(),
                step.text(),
                started.atOffset(ZoneOffset.UTC),
                ended == null ? null : ended.atOffset(ZoneOffset.UTC),
                changedRows,
                run,
                host,
                shortened(error),
                fingerprint,
                key.cartridge(),
                key.id(),
                key.version(),
                key.type()));
        speak(connection -> {
            boolean there = known == null || known.contains(key);
            if (!there || update(connection, RegistrySql.UPDATE, values) == 0) {
                update(connection, RegistrySql.INSERT, values);
            }
            if (known != null) {
                known.add(key);
            }
            return true;
        });
    }

    private void attempt(PreparationStep step, StepStatus status, @Nullable String error) {
        attempt(StepKey.of(step), status, error);
    }

    /** Adds a try. */
    void attempt(StepKey key, StepStatus status, @Nullable String error) {
        List<@Nullable Object> values = new ArrayList<>(List.of(
                run,
                ++number,
                key.cartridge(),
                key.id(),
                key.version(),
                key.type(),
                status.name(),
                Instant.now().atOffset(ZoneOffset.UTC)));
        values.add(shortened(error));
        speak(connection -> update(connection, RegistrySql.ATTEMPT, values));
    }

    /** Enters that a cartridge is initialized, and up to which version it is migrated. */
    void cartridge(String name, @Nullable String version) {
        speak(connection -> {
            String uuid = CartridgeId.of(name);
            List<@Nullable Object> values = new ArrayList<>(Arrays.asList(name, version, uuid));
            if (update(
                            connection,
                            "UPDATE CARTRIDGEINFORMATION SET INTERNALNAME = ?, MIGRATIONVERSION = ? WHERE UUID = ?",
                            values)
                    == 0) {
                update(
                        connection,
                        "INSERT INTO CARTRIDGEINFORMATION (INTERNALNAME, MIGRATIONVERSION, UUID) VALUES (?, ?, ?)",
                        values);
            }
            return true;
        });
    }

    void commit() {
        speak(connection -> {
            connection.commit();
            return true;
        });
    }

    private static int update(Connection connection, String sql, List<? extends @Nullable Object> values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return statement.executeUpdate();
        }
    }
}
