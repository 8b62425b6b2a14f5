package io.penstock.database.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a shadow the owners and grants of the target, in two steps: what owners have taken from themselves comes last. */
final class OwnershipStage {

    private final PostgresLock lock;
    private final PostgresSnapshot snapshot;
    private final Map<String, String> roles;
    private final Collection<String> remarks;
    private @Nullable Ownership restored;

    /** @param remarks what could not be given is added to it */
    OwnershipStage(
            PostgresLock lock, PostgresSnapshot snapshot, Map<String, String> roles, Collection<String> remarks) {
        this.lock = lock;
        this.snapshot = snapshot;
        this.roles = roles;
        this.remarks = remarks;
    }

    void restore(Connection session) throws SQLException {
        PostgresDatabase target = lock.target();
        target.requireStillThere(lock.maintenance());
        Ownership ownership =
                new Ownership(Roles.of(roles, session, target.facts().majorVersion()));
        Connection source = snapshot.begin();
        try {
            ownership.restore(source, target.connection(), target.isEmpty(), session);
        } finally {
            snapshot.broken(source);
        }
        remarks.addAll(ownership.remarks());
        restored = ownership;
    }

    void finish(Connection session) throws SQLException {
        if (restored != null) {
            restored.finish(session);
        }
    }
}
