package io.penstock.database.h2;

import io.penstock.PenstockException;
import io.penstock.Problem;
import io.penstock.database.Catalog;
import io.penstock.database.Database;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.LockHolder;
import io.penstock.database.Marker;
import io.penstock.database.PreservedRows;
import io.penstock.database.PreservedRowsForecast;
import io.penstock.database.RowChange;
import io.penstock.database.RowSetting;
import io.penstock.database.RowSettings;
import io.penstock.database.ServerFacts;
import io.penstock.database.Snapshot;
import io.penstock.database.StructurePart;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.database.TargetLock;
import io.penstock.landscape.PreservedRowsRule;
import io.penstock.landscape.Throttle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A database file, reached through one session. */
final class H2Database implements Database {

    private final Sessions sessions;
    private final Connection connection;
    private final ServerFacts facts;

    private H2Database(Sessions sessions, Connection connection, ServerFacts facts) {
        this.sessions = sessions;
        this.connection = connection;
        this.facts = facts;
    }

    static H2Database open(Sessions sessions) {
        Connection connection = sessions.open();
        try {
            String version = Sql.one(connection, "SELECT H2VERSION()", row -> row.getString(1));
            int major = connection.getMetaData().getDatabaseMajorVersion();
            return new H2Database(
                    sessions,
                    connection,
                    new ServerFacts("H2", version, major, sessions.url().name(), sessions.where(), "UTF-8", false));
        } catch (SQLException e) {
            closeQuietly(connection);
            throw Failures.of(e, "reading the version", sessions.where());
        }
    }

    Sessions sessions() {
        return sessions;
    }

    Connection connection() {
        return connection;
    }

    @Override
    public ServerFacts facts() {
        return facts;
    }

    @Override
    public Optional<Marker> marker() {
        return asking("reading the marker", () -> Markers.read(connection));
    }

    @Override
    public void mark(Marker marker) {
        asking("writing the marker", () -> {
            Markers.write(connection, marker);
            return true;
        });
    }

    @Override
    public Optional<String> intent() {
        return new Siblings(sessions.url()).intent().read();
    }

    @Override
    public boolean isEmpty() {
        return asking(
                "looking for objects",
                () -> Sql.one(
                        connection,
                        "SELECT NOT EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA"
                                + CatalogReader.USER_SCHEMA
                                + ") AND NOT EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.SEQUENCES WHERE SEQUENCE_SCHEMA"
                                + CatalogReader.USER_SCHEMA
                                + ") AND NOT EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.ROUTINES WHERE ROUTINE_SCHEMA"
                                + CatalogReader.USER_SCHEMA
                                + ") AND NOT EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.DOMAINS WHERE DOMAIN_SCHEMA"
                                + CatalogReader.USER_SCHEMA
                                + ") AND NOT EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.CONSTANTS WHERE CONSTANT_SCHEMA"
                                + CatalogReader.USER_SCHEMA + ")",
                        row -> row.getBoolean(1)));
    }

    /** Asks the file system, which sees through links; a file is never opened for it, since that would end H2's lock on it. */
    @Override
    public boolean isSameAs(Database other) {
        if (!(other instanceof H2Database peer)) {
            return false;
        }
        try {
            return Files.isSameFile(sessions.url().file(), peer.sessions.url().file());
        } catch (IOException e) {
            throw new PenstockException(
                    DatabaseProblem.DATABASE_MISSING,
                    sessions.where() + " and " + peer.sessions.where()
                            + " could not be compared: one of their files is gone.",
                    "Look for what removes them, and run the command again.");
        }
    }

    @Override
    public Catalog catalog() {
        return asking("reading the catalog", () -> new CatalogReader(connection).read());
    }

    @Override
    public Set<StructurePart> structure() {
        return asking("reading the structure", () -> new StructureReader(connection).read());
    }

    @Override
    public List<Problem> obstaclesToReading() {
        return asking("checking rights", () -> {
            List<Problem> problems = new ArrayList<>();
            if (!isAdministrator()) {
                problems.add(new Problem(
                        DatabaseProblem.RIGHT_MISSING,
                        "The user of " + sessions.where()
                                + " is not an administrator, so it cannot read the whole structure.",
                        "Run: ALTER USER " + userName() + " ADMIN TRUE"));
            }
            return problems;
        });
    }

    @Override
    public List<Problem> obstaclesToReplacing(Database source) {
        List<Problem> problems = new ArrayList<>(obstaclesToReading());
        Path file = sessions.url().file();
        Path directory = file.resolveSibling(".");
        if (!Files.isWritable(file) || !Files.isWritable(directory)) {
            problems.add(new Problem(
                    DatabaseProblem.TARGET_NOT_REPLACEABLE,
                    file + " or its directory cannot be written by this process.",
                    "Grant the right to write both to the user who runs the command."));
        }
        try {
            long needed = 3 * Files.size(((H2Database) source).sessions.url().file());
            long free = Files.getFileStore(directory).getUsableSpace();
            if (free < needed) {
                problems.add(new Problem(
                        DatabaseProblem.DISK_TOO_SMALL,
                        "The disk of " + sessions.where() + " has " + (free >> 20) + " MB free; " + ((needed >> 20) + 1)
                                + " MB are needed (three times the source).",
                        "Free disk space there."));
            }
        } catch (IOException e) {
            problems.add(new Problem(
                    DatabaseProblem.TARGET_NOT_REPLACEABLE,
                    "The free space beside " + file + " could not be read.",
                    "Check the directory and the file system that it is on."));
        }
        return problems;
    }

    private boolean isAdministrator() throws SQLException {
        return Sql.one(
                connection,
                "SELECT COUNT(*) FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME = CURRENT_USER AND IS_ADMIN",
                row -> row.getLong(1) > 0);
    }

    private String userName() throws SQLException {
        String name = Sql.one(connection, "SELECT CURRENT_USER", row -> row.getString(1));
        return Sql.quote(name);
    }

    @Override
    public List<String> notCarried() {
        return asking(
                "looking for what is not carried",
                () -> Script.of(connection, Set.of()).of(Script.Use.NOT_CARRIED).stream()
                        .map(Script.Statement::name)
                        .toList());
    }

    @Override
    public List<PreservedRows> foresee(
            List<PreservedRowsRule> rules, Snapshot source, Function<TableName, TableRule> treatment) {
        H2Snapshot snapshot = (H2Snapshot) source;
        return PreservedRowsForecast.of(
                rules, catalog(), new H2Rows(this), snapshot.catalog(), new H2Rows(snapshot), treatment);
    }

    @Override
    public List<RowChange> compare(List<RowSetting> settings) {
        return asking(
                "comparing with the configuration set",
                () -> RowSettings.compare(settings, new SettingSession(connection, sessions.where())));
    }

    @Override
    public Snapshot snapshot(int readers, Throttle throttle) {
        return H2Snapshot.open(sessions, throttle);
    }

    @Override
    public Optional<LockHolder> lockHolder() {
        return H2Lock.holder(this);
    }

    @Override
    public TargetLock lock(String holder) {
        return H2Lock.take(this, holder);
    }

    @Override
    public void close() {
        closeQuietly(connection);
    }

    /** Closes a session whose work is over; a failure to close is of no consequence to anyone. */
    static void closeQuietly(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException alreadyGone) {
                // The database has been shut down, and the session with it.
            }
        }
    }

    <T> T asking(String what, Sql.Question<T> question) {
        return Sql.asking(what, sessions.where(), question);
    }
}
