package io.penstock.database.postgresql;

import io.penstock.database.PreservedMatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Keeps writers away from the tables whose rows are preserved, from the last look at them until the target is swapped out. */
final class LastChance {

    private LastChance() {}

    /**
     * Begins the transaction in which the rows are read. A writer that does not end within two seconds is not waited for: the swap will end it, and
     * what it has not committed until now is lost with it.
     */
    static void take(Connection target, List<PreservedMatch> matches) throws SQLException {
        String tables = matches.stream()
                .flatMap(match -> match.below().stream())
                .distinct()
                .map(table -> "ONLY " + Sql.quote(table.name()))
                .collect(Collectors.joining(", "));
        if (!tables.isEmpty()) {
            try {
                Sql.run(target, "BEGIN");
                Sql.run(target, "SET LOCAL lock_timeout = '2s'; LOCK TABLE " + tables + " IN SHARE MODE");
                return;
            } catch (SQLException e) {
                if (Failures.isConnectionLoss(e)) {
                    throw e;
                }
                Sql.run(target, "ROLLBACK");
            }
        }
        Sql.run(target, "BEGIN ISOLATION LEVEL REPEATABLE READ");
    }
}
