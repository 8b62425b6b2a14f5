package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.PGConnection;

/** The rows of all tables of two databases, side by side. */
final class Contents {

    private static final String TABLES =
            "SELECT c.oid::regclass, (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY k.position) FROM pg_index i,"
                    + " unnest(i.indkey::int2[]) WITH ORDINALITY k(attnum, position) JOIN pg_attribute a ON a.attnum = k.attnum"
                    + " WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid) FROM pg_class c"
                    + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname !~ '^pg_'"
                    + " AND n.nspname NOT IN ('information_schema', 'penstock_in_place') ORDER BY n.nspname, c.relname";

    private Contents() {}

    /** Table by table, in the order of the key. */
    static void assertEqual(Postgres expectedOn, String expected, Postgres actualOn, String actual) throws Exception {
        Map<String, List<String>> tables = of(expectedOn, expected);
        Map<String, List<String>> found = of(actualOn, actual);
        assertThat(found.keySet()).isEqualTo(tables.keySet()).isNotEmpty();
        tables.forEach((table, rows) -> assertThat(found.get(table)).as(table).isEqualTo(rows));
    }

    /** The tables, each with its rows in the order of the key. */
    static Map<String, List<String>> of(Postgres server, String database) throws Exception {
        Map<String, List<String>> contents = new TreeMap<>();
        for (String each : server.rows(database, TABLES)) {
            String table = each.substring(0, each.indexOf('|'));
            String key = each.substring(each.indexOf('|') + 1);
            contents.put(table, copy(server, database, table, key.equals("null") ? "t::text" : key));
        }
        return contents;
    }

    private static List<String> copy(Postgres server, String database, String table, String order) throws Exception {
        try (Connection connection = server.connect(database)) {
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT * FROM " + table + " t ORDER BY " + order + ") TO STDOUT", rows);
            return rows.toString(StandardCharsets.UTF_8).lines().toList();
        }
    }
}
