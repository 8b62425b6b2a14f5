package io.penstock.database.postgresql;

import io.penstock.Problem;
import io.penstock.database.Catalog;
import io.penstock.database.Database;
import io.penstock.database.InPlace;
import io.penstock.database.LockHolder;
import io.penstock.database.Marker;
import io.penstock.database.PreservedRows;
import io.penstock.database.PreservedRowsForecast;
import io.penstock.database.RowChange;
import io.penstock.database.RowSetting;
import io.penstock.database.RowSettings;
import io.penstock.database.ServerFacts;
import io.penstock.database.Snapshot;
import io.penstock.database.StoredDatabase;
import io.penstock.database.StructurePart;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.database.TargetLock;
import io.penstock.landscape.PreservedRowsRule;
import io.penstock.landscape.Throttle;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL database, reached through one session. */
final class PostgresDatabase implements Database {

    private final Sessions sessions;
    private final Connection connection;
    private final ServerFacts facts;
    private final long oid;
    private final Path scratch;
    private @Nullable Skeleton skeleton;
    private boolean keeping;

    private PostgresDatabase(Sessions sessions, Connection connection, ServerFacts facts, long oid, Path scratch) {
        this.sessions = sessions;
        this.connection = connection;
        this.facts = facts;
        this.oid = oid;
        this.scratch = scratch;
    }

    /** @param scratch where runs have their temporary files */
    static PostgresDatabase open(Sessions sessions, Path scratch) {
        Connection connection = sessions.open();
        try {
            ServerFacts facts = Sql.one(
                    connection,
                    "SELECT current_setting('server_version'), current_setting('server_version_num')::int / 10000,"
                            + " current_database(), pg_encoding_to_char(encoding), pg_is_in_recovery()"
                            + " FROM pg_database WHERE datname = current_database()",
                    row -> new ServerFacts(
                            "PostgreSQL",
                            row.getString(1),
                            row.getInt(2),
                            row.getString(3),
                            sessions.where(),
                            row.getString(4),
                            row.getBoolean(5)));
            long oid = Sql.one(
                    connection,
                    "SELECT oid FROM pg_database WHERE datname = current_database()",
                    row -> row.getLong(1));
            return new PostgresDatabase(sessions, connection, facts, oid, scratch);
        } catch (SQLException e) {
            throw Failures.of(e, "reading the server's version", sessions.where());
        }
    }

    Sessions sessions() {
        return sessions;
    }

    Connection connection() {
        return connection;
    }

    Path scratch() {
        return scratch;
    }

    /** Makes sure, by a session of another database, that the name still means the database that was opened. */
    void requireStillThere(Connection maintenance) throws SQLException {
        Identity.requireStillThere(maintenance, facts.database(), oid, sessions.where());
    }

    void standsFor(Skeleton made) {
        skeleton = made;
    }

    @Nullable
    StoredDatabase backup() {
        return skeleton == null ? null : skeleton.backup();
    }

    @Override
    public ServerFacts facts() {
        return facts;
    }

    @Override
    public Optional<Marker> marker() {
        return asking("reading the marker", () -> Markers.read(connection, facts.database()));
    }

    @Override
    public void mark(Marker marker) {
        asking("writing the marker", () -> {
            Markers.write(connection, facts.database(), marker);
            return true;
        });
    }

    @Override
    public Optional<String> intent() {
        return asking("reading the intent", () -> {
            Optional<String> own = Markers.intent(connection, facts.database());
            return own.isPresent() ? own : Markers.intent(connection, new Siblings(facts.database()).shadow());
        });
    }

    @Override
    public boolean isEmpty() {
        return asking("looking for objects", () -> UserObjects.areNone(connection));
    }

    @Override
    public boolean isSameAs(Database other) {
        return other instanceof PostgresDatabase peer
                && asking("comparing two databases", () -> Identity.areSame(connection, peer.connection));
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
        return asking("checking rights", () -> new Rights(this).toRead());
    }

    @Override
    public List<Problem> obstaclesToReadingLargeObjects() {
        return asking("checking rights", () -> new Rights(this).toReadLargeObjects());
    }

    @Override
    public List<Problem> obstaclesToReplacing(Database source) {
        return asking("checking rights", () -> new TargetRights(this, (PostgresDatabase) source).lacking());
    }

    @Override
    public List<String> warningsOfReplacing(Database source) {
        return asking("looking for sessions", () -> new TargetRights(this, (PostgresDatabase) source).warnings());
    }

    @Override
    public List<String> notCarried() {
        return asking("looking for what is not carried", () -> NotCarried.of(connection));
    }

    @Override
    public Snapshot snapshot(int readers, Throttle throttle) {
        return PostgresSnapshot.open(this, readers, throttle);
    }

    @Override
    public List<PreservedRows> foresee(
            List<PreservedRowsRule> rules, Snapshot source, Function<TableName, TableRule> treatment) {
        PostgresSnapshot snapshot = (PostgresSnapshot) source;
        return PreservedRowsForecast.of(
                rules,
                catalog(),
                new PostgresRows(new SessionSide(connection, sessions.where())),
                snapshot.catalog(),
                snapshot.rows(),
                treatment);
    }

    @Override
    public List<RowChange> compare(List<RowSetting> settings) {
        return asking(
                "comparing with the configuration set",
                () -> RowSettings.compare(settings, new SettingSession(connection, sessions.where())));
    }

    @Override
    public InPlace inPlace() {
        return new PostgresInPlace(this);
    }

    @Override
    public TargetLock lock(String holder) {
        return PostgresLock.take(this, holder);
    }

    @Override
    public Optional<LockHolder> lockHolder() {
        return PostgresLock.holder(this);
    }

    @Override
    public TargetLock lockToResume(String holder) {
        return PostgresLock.take(this, holder, true);
    }

    @Override
    public void close() {
        closeQuietly(connection);
        if (skeleton != null) {
            skeleton.close();
        }
    }

    /** Closes a session whose work is over; a failure to close is of no consequence to anyone. */
    static void closeQuietly(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException alreadyGone) {
                // The server has forgotten the session, or will: nothing of it is needed any more.
            }
        }
    }

    /** A question to the server. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws SQLException;
    }

    synchronized <T> T asking(String what, Question<T> question) {
        return asking(what, sessions.where(), () -> keeping ? apart(question) : question.ask());
    }

    /**
     * Begins a transaction that keeps a snapshot alive for others. The session itself still sees what is committed meanwhile. One at a time.
     *
     * @return the name by which other sessions join the snapshot
     */
    synchronized String keepSnapshot() throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        keeping = true;
        return Sql.one(connection, "SELECT pg_export_snapshot()", row -> row.getString(1));
    }

    synchronized void dropSnapshot() {
        keeping = false;
        try {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setReadOnly(false);
        } catch (SQLException alreadyGone) {
            // The snapshot went with the session.
        }
    }

    /** While a snapshot is kept, a question neither ends the transaction when it fails, nor leaves locks that production would wait for. */
    private <T> T apart(Question<T> question) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            T answer = question.ask();
            connection.rollback(before);
            connection.releaseSavepoint(before);
            return answer;
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback(before);
            } catch (SQLException lost) {
                e.addSuppressed(lost);
            }
            throw e;
        }
    }

    static <T> T asking(String what, String where, Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw Failures.of(e, what, where);
        }
    }
}
