package io.penstock.database.postgresql;

import io.penstock.database.Condition;
import io.penstock.database.RowRewriter;
import io.penstock.database.Table;
import io.penstock.database.UniqueKey;
import io.penstock.database.WorkMonitor;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;

/**
 * The new values of one table's rows, each row with what tells it from others: the columns of a unique key that are neither personal nor null, or, for want of
 * one, its place and version in this very database.
 */
final class ScriptRows {

    private final Table table;
    private final RowRewriter rewriter;
    private final List<String> key;
    private final List<String> values;

    /** @param values the columns whose new values are written, all of them among those that the rewriter writes */
    ScriptRows(Table table, RowRewriter rewriter, List<String> values) {
        this.table = table;
        this.rewriter = rewriter;
        this.values = values;
        this.key = key(table, rewriter.writes());
    }

    private static List<String> key(Table table, Set<String> personal) {
        List<UniqueKey> keys = table.uniqueKeys().stream()
                .filter(UniqueKey::plain)
                .filter(each -> each.columns().stream().noneMatch(personal::contains))
                .filter(each -> each.columns().stream()
                        .allMatch(name -> table.column(name)
                                .filter(column -> !column.nullable() && !column.generated())
                                .isPresent()))
                .toList();
        Optional<UniqueKey> primary = keys.stream().filter(UniqueKey::primary).findFirst();
        return primary.or(() -> keys.stream().findFirst())
                .map(UniqueKey::columns)
                .orElse(List.of());
    }

    /** What tells rows apart, as columns of a query over {@code t}, each with the name that it has in the table of new values. */
    List<String> keyColumns() {
        return keyColumns("t.");
    }

    private List<String> keyColumns(String of) {
        if (key.isEmpty()) {
            return List.of(of + "ctid AS penstock_place", of + "xmin::pg_catalog.text AS penstock_version");
        }
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            columns.add(of + Sql.quote(key.get(i)) + " AS penstock_key_" + (i + 1));
        }
        return columns;
    }

    /** When a row of {@code other}, which has {@link #keyColumns}, is that of {@code t}. */
    String same(String other) {
        if (key.isEmpty()) {
            return "t.ctid = " + other + ".penstock_place AND t.xmin::pg_catalog.text = " + other + ".penstock_version";
        }
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            terms.add("t." + Sql.quote(key.get(i)) + " = " + other + ".penstock_key_" + (i + 1));
        }
        return String.join(" AND ", terms);
    }

    /** Writes a line for each row that is not kept: the key, then the new values. */
    void write(Connection reader, OutputStream to, WorkMonitor monitor) throws SQLException, IOException {
        List<String> reads = rewriter.reads();
        int[] written = values.stream().mapToInt(reads::indexOf).toArray();
        int keys = keyColumns().size();
        List<String> terms = new ArrayList<>(keyColumns(""));
        reads.forEach(column -> terms.add(term(column)));
        // A person's expression speaks of the table by its own name.
        String select = "COPY (SELECT " + String.join(", ", terms) + " FROM ONLY " + Sql.quote(table.name()) + notKept()
                + ") TO STDOUT";
        CopyOut out = CopyStream.open(reader, select);
        @Nullable String[] fields = new @Nullable String[reads.size()];
        for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
            int at = 0;
            int afterKey = 0;
            for (int i = 0; i < keys; i++) {
                afterKey = end(row, at);
                at = afterKey + 1;
            }
            for (int i = 0; i < fields.length; i++) {
                int end = end(row, at);
                fields[i] = CopyText.decode(row, at, end);
                at = end + 1;
            }
            rewriter.rewrite(fields);
            to.write(row, 0, afterKey);
            for (int index : written) {
                to.write('\t');
                to.write(CopyText.encode(fields[index]));
            }
            to.write('\n');
            monitor.advanced(1, row.length);
        }
    }

    private String term(String column) {
        Condition computed = rewriter.computations().get(column);
        return computed == null ? Sql.quote(column) : CopyOutSql.computed(computed);
    }

    /** The condition of kept rows names the table, or its parent, in its own way. */
    private String notKept() {
        return rewriter.keep()
                .map(condition -> " WHERE ctid NOT IN (SELECT ctid FROM " + RowSource.of(table, condition) + " WHERE "
                        + condition.bracketed() + ")")
                .orElse("");
    }

    private static int end(byte[] row, int start) {
        int end = start;
        while (row[end] != '\t' && row[end] != '\n') {
            end++;
        }
        return end;
    }
}
