package io.penstock.database;

import io.penstock.landscape.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A session that hands all on to another one, which its opener closes. For those that add to what happens. */
public abstract class ForwardingPreparation implements PreparationSession {

    private final PreparationSession session;

    protected ForwardingPreparation(PreparationSession session) {
        this.session = session;
    }

    @Override
    public Connection connection() {
        return session.connection();
    }

    @Override
    public boolean rollsBackStructure() {
        return session.rollsBackStructure();
    }

    @Override
    public List<String> statements(String script) {
        return session.statements(script);
    }

    @Override
    public int clean() throws SQLException {
        return session.clean();
    }

    @Override
    public String boundText(int type, String typeName, int size, int digits) {
        return session.boundText(type, typeName, size, digits);
    }

    @Override
    public OptionalLong moveIndexes(String tableSpace) throws SQLException {
        return session.moveIndexes(tableSpace);
    }

    @Override
    public void gatherStatistics() throws SQLException {
        session.gatherStatistics();
    }

    @Override
    public Map<String, String> sequences() throws SQLException {
        return session.sequences();
    }

    @Override
    public void reset() throws SQLException {
        session.reset();
    }

    @Override
    public void guard() throws SQLException {
        session.guard();
    }

    @Override
    public Optional<String> settle() throws SQLException {
        return session.settle();
    }

    @Override
    public String identity() throws SQLException {
        return session.identity();
    }

    @Override
    public void end(String identity) throws SQLException {
        session.end(identity);
    }

    @Override
    public void interrupt() {
        session.interrupt();
    }

    @Override
    public DatabaseAddress shared(DatabaseAddress address) {
        return session.shared(address);
    }

    @Override
    public String shown(SQLException failure) {
        return session.shown(failure);
    }

    /** Leaves the other one open. */
    @Override
    public void close() {}
}
