package io.penstock.database.postgresql;

import io.penstock.database.Exchange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Renames of databases that are ready to be made. Those of one server and one login are made in one transaction. */
final class PostgresExchange implements Exchange {

    /** What follows the renames, and can be left to the next lock. */
    @FunctionalInterface
    interface Aftermath {
        void run() throws SQLException;
    }

    private final PostgresLock lock;
    private final Swap.Renames renames;
    private final String bearer;
    private final Aftermath aftermath;
    private @Nullable Swap swap;

    /** @param bearer the database of the run, by its name before the renames: it bears the intent */
    PostgresExchange(PostgresLock lock, Swap.Renames renames, String bearer, Aftermath aftermath) {
        this.lock = lock;
        this.renames = renames;
        this.bearer = bearer;
        this.aftermath = aftermath;
    }

    /** With another login the rights differ, and the transaction has only one. */
    @Override
    public boolean joins(Exchange other) {
        return other instanceof PostgresExchange peer
                && lock.target().asking("comparing two servers", () -> {
                    Connection ours = lock.maintenance();
                    Connection theirs = peer.lock.maintenance();
                    return user(ours).equals(user(theirs)) && Identity.areSame(ours, theirs);
                });
    }

    private static String user(Connection connection) throws SQLException {
        return Sql.one(connection, "SELECT current_user", row -> row.getString(1));
    }

    @Override
    public void intend(String intent) {
        lock.target().asking("keeping the intent", () -> {
            Markers.intend(lock.maintenance(), bearer, intent);
            return true;
        });
    }

    @Override
    public void make(List<Exchange> others) {
        List<PostgresExchange> all = new ArrayList<>(List.of(this));
        others.forEach(other -> all.add((PostgresExchange) other));
        // A session that keeps writers off is ended by the swap, together with theirs.
        all.stream()
                .filter(each -> !each.lock.keepsWritersOff())
                .forEach(each -> each.lock.target().close());
        Sessions sessions = lock.target().sessions();
        Swap joint = new Swap(
                lock.maintenance(),
                sessions,
                all.stream().map(each -> each.renames).toList());
        swap = joint;
        lock.target().asking("swapping databases", () -> {
            joint.run();
            return true;
        });
        all.forEach(each -> each.lock.target().close());
        all.forEach(PostgresExchange::follow);
    }

    private void follow() {
        try {
            aftermath.run();
        } catch (SQLException e) {
            // The exchange is made; what should have been removed is removed when the target is locked next.
        }
    }

    @Override
    public boolean inDoubt() {
        return swap != null && swap.inDoubt();
    }
}
