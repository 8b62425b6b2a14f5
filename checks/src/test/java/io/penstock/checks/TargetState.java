package io.penstock.checks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A database and its surroundings at one moment, to be compared with another moment: which databases the server has, their settings and limits, and
 * for this one the identity of its storage, its structure and all of its rows.
 */
record TargetState(List<String> databases, List<String> structure, List<String> rows) {

    private static final String USER_SCHEMA = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";

    static TargetState of(Postgres server, String database) throws SQLException {
        List<String> databases = server.rows(
                "postgres",
                "SELECT d.datname, d.oid, d.datallowconn, d.datconnlimit, d.datacl, (SELECT array_agg(s.setconfig ORDER BY s.setrole)"
                        + " FROM pg_db_role_setting s WHERE s.setdatabase = d.oid) FROM pg_database d ORDER BY 1");
        if (databases.stream().noneMatch(line -> line.startsWith(database + "|"))) {
            return new TargetState(databases, List.of(), List.of());
        }
        List<String> structure = server.rows(
                database,
                "SELECT n.nspname, c.relname, c.oid, c.relfilenode, c.relkind, c.relowner, c.relacl, a.attname, a.atttypid, a.atttypmod"
                        + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_attribute a ON a.attrelid = c.oid"
                        + " WHERE " + USER_SCHEMA + " ORDER BY c.oid, a.attnum");
        List<String> rows = new ArrayList<>();
        for (String table : tables(server, database)) {
            rows.add(table + " "
                    + server.rows(
                            database,
                            "SELECT count(*), md5(string_agg(x::text, ',' ORDER BY x::text)) FROM ONLY " + table
                                    + " x"));
        }
        return new TargetState(databases, structure, rows);
    }

    /** The tables with rows of a database, as SQL names them. */
    static List<String> tables(Postgres server, String database) throws SQLException {
        return server.rows(
                database,
                "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.relkind = 'r' AND " + USER_SCHEMA + " ORDER BY 1");
    }

    /** The databases that stand beside one and were made by syncs. */
    static List<String> siblings(Postgres server, String database) throws SQLException {
        return server.rows(
                "postgres",
                "SELECT datname FROM pg_database WHERE datname LIKE '" + database + "\\_penstock\\_%' ORDER BY 1");
    }
}
