package io.penstock.database.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** The database that a shadow grows in: made with encoding, locale and owner of the target, and given its settings and grants before the swap. */
final class ShadowDatabase {

    private static final String TEMPLATE = "SELECT 'ENCODING ' || quote_literal(pg_encoding_to_char(d.encoding))"
            + " || ' LC_COLLATE ' || quote_literal(d.datcollate) || ' LC_CTYPE ' || quote_literal(d.datctype)"
            + " || CASE j->>'datlocprovider' WHEN 'i' THEN ' LOCALE_PROVIDER icu ICU_LOCALE '"
            + "  || quote_literal(COALESCE(j->>'daticulocale', j->>'datlocale'))"
            + "  WHEN 'b' THEN ' LOCALE_PROVIDER builtin BUILTIN_LOCALE ' || quote_literal(j->>'datlocale') ELSE '' END"
            + " || ' OWNER ' || quote_ident(pg_get_userbyid(d.datdba))"
            + " || CASE WHEN t.spcname = 'pg_default' THEN '' ELSE ' TABLESPACE ' || quote_ident(t.spcname) END"
            + " FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace, to_jsonb(d) j WHERE d.datname = ?";

    private final Connection maintenance;
    private final String target;
    private final String shadow;

    ShadowDatabase(Connection maintenance, String target, String shadow) {
        this.maintenance = maintenance;
        this.target = target;
        this.shadow = shadow;
    }

    /** Makes it empty, and closed to all but its owner. */
    void create() throws SQLException {
        String template = Sql.one(maintenance, TEMPLATE, row -> row.getString(1), target);
        Sql.run(maintenance, "CREATE DATABASE " + Sql.quote(shadow) + " TEMPLATE template0 " + template);
        Sql.run(maintenance, "REVOKE ALL ON DATABASE " + Sql.quote(shadow) + " FROM PUBLIC");
    }

    /** Gives it the target's settings, comment, connection limit and grants. */
    void adoptSettings() throws SQLException {
        String alter = "ALTER DATABASE " + Sql.quote(shadow);
        List<String> statements = Sql.list(
                maintenance,
                "SELECT CASE WHEN r.setrole = 0 THEN '' ELSE 'ALTER ROLE ' || quote_ident(pg_get_userbyid(r.setrole)) || ' IN ' END,"
                        + " split_part(s, '=', 1), substr(s, strpos(s, '=') + 1) FROM pg_db_role_setting r"
                        + " JOIN pg_database d ON d.oid = r.setdatabase, unnest(r.setconfig) s"
                        + " WHERE d.datname = ? AND s NOT LIKE 'penstock.%'",
                row -> (row.getString(1).isEmpty() ? alter : row.getString(1) + "DATABASE " + Sql.quote(shadow))
                        + " SET " + setting(row.getString(2), row.getString(3)),
                target);
        for (String statement : statements) {
            Sql.run(maintenance, statement);
        }
        long limit = Sql.one(
                maintenance, "SELECT datconnlimit FROM pg_database WHERE datname = ?", row -> row.getLong(1), target);
        Sql.run(maintenance, alter + " CONNECTION LIMIT " + limit);
        for (String grant : Sql.list(
                maintenance,
                "SELECT CASE WHEN a.grantee IS NULL THEN 'GRANT CONNECT, TEMPORARY ON DATABASE ' || quote_ident(?) || ' TO PUBLIC'"
                        + " ELSE 'GRANT ' || a.privilege_type || ' ON DATABASE ' || quote_ident(?) || ' TO '"
                        + " || CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END"
                        + " || CASE WHEN a.is_grantable AND a.grantee <> d.datdba THEN ' WITH GRANT OPTION' ELSE '' END END"
                        + " FROM pg_database d LEFT JOIN LATERAL aclexplode(d.datacl) a ON true WHERE d.datname = ?",
                row -> row.getString(1),
                shadow,
                shadow,
                target)) {
            Sql.run(maintenance, grant);
        }
        for (String comment : Sql.list(
                maintenance,
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = ?"
                        + " AND shobj_description(oid, 'pg_database') IS NOT NULL",
                row -> row.getString(1),
                target)) {
            Sql.run(maintenance, "COMMENT ON DATABASE " + Sql.quote(shadow) + " IS " + Sql.literal(comment));
        }
    }

    /** Settings that are lists of names are stored quoted, element by element, and must not be quoted again as a whole. */
    private static String setting(String name, String value) {
        boolean list = List.of(
                        "search_path",
                        "temp_tablespaces",
                        "session_preload_libraries",
                        "local_preload_libraries",
                        "shared_preload_libraries")
                .contains(name);
        String parts = list
                ? List.of(value.split(",")).stream()
                        .map(part -> Sql.literal(
                                part.strip().replaceAll("^\"|\"$", "").replace("\"\"", "\"")))
                        .collect(Collectors.joining(", "))
                : Sql.literal(value);
        String quotedName = List.of(name.split("\\.")).stream().map(Sql::quote).collect(Collectors.joining("."));
        return quotedName + " = " + parts;
    }
}
