package io.penstock.database.postgresql;

import io.penstock.database.Condition;
import io.penstock.database.RowRewriter;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Some rows of a table as a rewriter sees them. */
final class FirstRows {

    private FirstRows() {}

    static List<Snapshot.Row> read(Connection reader, Table table, RowRewriter rewriter, int limit)
            throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT ");
        for (String name : rewriter.reads()) {
            Condition computed = rewriter.computations().get(name);
            sql.append(computed == null ? Sql.quote(name) : computed.bracketed())
                    .append("::text, ");
        }
        Optional<Condition> keep = rewriter.keep();
        Condition any = keep.or(() -> rewriter.computations().values().stream().findFirst())
                .orElse(null);
        sql.append(keep.map(condition -> condition.bracketed() + " IS TRUE").orElse("false"))
                .append(" FROM ")
                .append(RowSource.of(table, any))
                .append(" LIMIT ")
                .append(limit);
        int fields = rewriter.reads().size();
        return SearchPath.ofSession(
                reader,
                () -> Sql.list(reader, sql.toString(), row -> {
                    List<@Nullable String> texts = new ArrayList<>();
                    for (int i = 1; i <= fields; i++) {
                        texts.add(row.getString(i));
                    }
                    return new Snapshot.Row(texts, row.getBoolean(fields + 1));
                }));
    }
}
