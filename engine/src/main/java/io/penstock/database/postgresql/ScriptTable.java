package io.penstock.database.postgresql;

import io.penstock.database.RowRewriter;
import io.penstock.database.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The SQL that replaces the rows of one table: some columns by one expression, the others by what a table of new values holds. */
final class ScriptTable {

    private final Table table;
    private final RowRewriter rewriter;
    private final Map<String, Optional<String>> fixed;
    private final List<String> values;
    private final ScriptRows rows;
    private final String name;
    private final String kept;
    private final String staged;

    /** @param fixed columns whose values are all replaced by one */
    ScriptTable(int number, Table table, RowRewriter rewriter, Map<String, Optional<String>> fixed) {
        this.table = table;
        this.rewriter = rewriter;
        this.fixed = fixed;
        this.values = new TreeSet<>(rewriter.writes())
                .stream().filter(column -> !fixed.containsKey(column)).toList();
        this.rows = new ScriptRows(table, rewriter, values);
        this.name = Sql.quote(table.name());
        this.kept = "pg_temp.penstock_kept_" + number;
        this.staged = "pg_temp.penstock_new_" + number;
    }

    RowRewriter rewriter() {
        return rewriter;
    }

    ScriptRows rows() {
        return rows;
    }

    boolean hasValues() {
        return !values.isEmpty();
    }

    /** Looks up the rows that are kept. */
    String keeping() {
        String query = rewriter.keep()
                .map(condition -> "SELECT ctid AS place FROM " + RowSource.of(table, condition) + " WHERE "
                        + condition.bracketed())
                .orElse("SELECT ctid AS place FROM ONLY " + name + " WHERE false");
        return "CREATE TEMPORARY TABLE " + local(kept) + " ON COMMIT DROP AS " + query + ";";
    }

    /** Makes the table of new values, and begins to fill it with the lines that follow. */
    String staging() {
        List<String> columns = new ArrayList<>(rows.keyColumns());
        values.forEach(column -> columns.add("t." + Sql.quote(column)));
        return "CREATE TEMPORARY TABLE " + local(staged) + " ON COMMIT DROP AS SELECT " + String.join(", ", columns)
                + " FROM ONLY " + name + " t WITH NO DATA;\nCOPY " + staged + " FROM stdin;";
    }

    /** Makes sure that each row that is not kept has its new values. */
    String checking() {
        String notKept = "FROM ONLY " + name + " t WHERE t.ctid NOT IN (SELECT place FROM " + kept + ")";
        return "ANALYZE " + staged + ";\nDO $penstock$\nBEGIN\n  IF (SELECT pg_catalog.count(*) FROM " + staged
                + ") <> (SELECT pg_catalog.count(*) " + notKept + ")\n    OR EXISTS (SELECT " + notKept
                + " AND NOT EXISTS (SELECT FROM " + staged + " n WHERE " + rows.same("n")
                + ")) THEN\n    RAISE EXCEPTION 'penstock: rows of % have come, gone or changed since the script was made; make it again', "
                + Sql.literal(table.name().toString()) + ";\n  END IF;\nEND\n$penstock$;";
    }

    /** Fills the table anew, which leaves no old version of a row in its file. */
    String replacing() {
        List<String> columns = ScriptWriter.columns(table);
        List<String> terms = columns.stream().map(this::term).toList();
        String list = Sql.quoted(columns);
        return "CREATE TEMPORARY TABLE penstock_rows ON COMMIT DROP AS SELECT\n  " + String.join(",\n  ", terms)
                + "\nFROM ONLY " + name + " t LEFT JOIN " + kept + " k ON k.place = t.ctid"
                + (hasValues() ? " LEFT JOIN " + staged + " n ON " + rows.same("n") : "") + ";\nTRUNCATE ONLY " + name
                + ";\nINSERT INTO " + name + " (" + list + ") OVERRIDING SYSTEM VALUE SELECT " + list
                + " FROM pg_temp.penstock_rows;\nANALYZE " + name + ";\nDROP TABLE pg_temp.penstock_rows, " + kept
                + (hasValues() ? ", " + staged : "") + ";";
    }

    /** NULL stays NULL and empty stays empty, as in every run. */
    private String term(String column) {
        String old = "t." + Sql.quote(column);
        Optional<String> value = fixed.get(column);
        if (value != null) {
            return "CASE WHEN k.place IS NULL AND " + old + "::pg_catalog.text <> '' THEN "
                    + value.map(Sql::literal).orElse("NULL") + " ELSE " + old + " END AS " + Sql.quote(column);
        }
        return values.contains(column)
                ? "CASE WHEN k.place IS NULL THEN n." + Sql.quote(column) + " ELSE " + old + " END AS "
                        + Sql.quote(column)
                : old;
    }

    private static String local(String temporary) {
        return temporary.substring("pg_temp.".length());
    }
}
