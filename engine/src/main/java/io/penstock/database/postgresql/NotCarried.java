package io.penstock.database.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What stays behind because it would contact production's partners, or because it belongs to the server. */
final class NotCarried {

    private NotCarried() {}

    static List<String> of(Connection connection) throws SQLException {
        List<String> result = new ArrayList<>();
        List<String> queries = new ArrayList<>(List.of(
                "SELECT 'publication ' || pubname FROM pg_publication ORDER BY 1",
                "SELECT 'user mapping of ' || usename || ' for server ' || srvname FROM pg_user_mappings ORDER BY 1",
                "SELECT 'passwords of foreign server ' || srvname FROM pg_foreign_server"
                        + " WHERE array_to_string(srvoptions, ' ') ~* '(password|passwd|secret|token|key)=' ORDER BY 1",
                "SELECT 'rows of unlogged table ' || n.nspname || '.' || c.relname || ', which a standby does not have'"
                        + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND "
                        + CatalogReader.UNREADABLE + " AND " + CatalogReader.USER_SCHEMA + " ORDER BY 1",
                "SELECT 'rows of table ' || n.nspname || '.' || c.relname || ', which belongs to extension ' || e.extname"
                        + " FROM pg_extension e, unnest(e.extconfig) t JOIN pg_class c ON c.oid = t"
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' ORDER BY 1"));
        boolean readsSubscriptions = Sql.one(
                connection,
                "SELECT has_column_privilege('pg_catalog.pg_subscription', 'subname', 'SELECT')",
                row -> row.getBoolean(1));
        if (readsSubscriptions) {
            queries.add(
                    "SELECT 'subscription ' || subname FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid"
                            + " WHERE d.datname = current_database() ORDER BY 1");
        }
        for (String query : queries) {
            result.addAll(Sql.list(connection, query, row -> row.getString(1)));
        }
        return result;
    }
}
