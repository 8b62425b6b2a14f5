package io.penstock.database.postgresql;

import java.sql.Connection;
import java.sql.SQLException;

/** Foreign servers come along, since foreign tables need them; what would sign in there does not. */
final class ForeignServers {

    private ForeignServers() {}

    static void dropSecrets(Connection shadow) throws SQLException {
        for (String statement : Sql.list(
                shadow,
                "SELECT 'ALTER SERVER ' || quote_ident(srvname) || ' OPTIONS (DROP ' || quote_ident(split_part(o, '=', 1)) || ')'"
                        + " FROM pg_foreign_server, unnest(srvoptions) o WHERE split_part(o, '=', 1) ~* '(password|passwd|secret|token|key)'",
                row -> row.getString(1))) {
            Sql.run(shadow, statement);
        }
    }
}
