package io.penstock.database.postgresql;

import io.penstock.database.Column;
import io.penstock.database.ForwardingRewriter;
import io.penstock.database.RefusedValues;
import io.penstock.database.RowRewriter;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes a few rows of the source through a rewriter, in memory, and asks the source whether the constraints of table and types take what it makes. Rows that are there are the
 * only values that are known to satisfy them before. All is read in transactions that can write nothing, and values are bound.
 */
final class CheckTrial {

    private static final int ROWS = 20;

    private final PostgresSnapshot snapshot;

    /** What was found for a parent is true for all that inherit from it. */
    private final Set<List<@Nullable String>> refusedForAll = new HashSet<>();

    CheckTrial(PostgresSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    List<RefusedValues> refused(Map<TableName, RowRewriter> rewriters) {
        Map<TableName, List<CheckConstraints.Check>> checks =
                snapshot.ask("reading check constraints", CheckConstraints::read);
        List<RefusedValues> refused = new ArrayList<>();
        new TreeMap<>(rewriters).forEach((name, rewriter) -> {
            Table table = snapshot.catalog().table(name).orElseThrow();
            List<CheckConstraints.Check> touched = checks.getOrDefault(name, List.of()).stream()
                    .filter(check -> isTouched(check, table, rewriter))
                    .toList();
            if (!touched.isEmpty() && snapshot.isReadable(name)) {
                refused.addAll(refused(table, rewriter, touched));
            }
        });
        return refused;
    }

    private boolean isTouched(CheckConstraints.Check check, Table table, RowRewriter rewriter) {
        boolean computed = check.columns().stream()
                .anyMatch(name -> table.column(name).map(Column::generated).orElse(true));
        boolean known = check.inherited() && refusedForAll.contains(identity(check));
        return !computed && !known && check.columns().stream().anyMatch(rewriter.writes()::contains);
    }

    private static List<@Nullable String> identity(CheckConstraints.Check check) {
        List<@Nullable String> identity = new ArrayList<>(check.columns());
        identity.add(check.name());
        identity.add(check.expression());
        return identity;
    }

    private List<RefusedValues> refused(Table table, RowRewriter rewriter, List<CheckConstraints.Check> checks) {
        try {
            return snapshot.tryToAsk(reader -> {
                CheckedRows made = new CheckedRows(table, rows(reader, table, rewriter, checks));
                List<RefusedValues> refused = new ArrayList<>();
                made.refusals(reader, checks).forEach((check, constraint) -> {
                    refusedForAll.add(identity(check));
                    List<String> replaced = check.columns().stream()
                            .filter(rewriter.writes()::contains)
                            .toList();
                    refused.add(new RefusedValues(table.name(), constraint, replaced));
                });
                return refused;
            });
        } catch (SQLException e) {
            // An expression of the map that fails on a row; the copy names it.
            if (e.getSQLState() != null && Failures.isAboutValues(e.getSQLState())) {
                return List.of();
            }
            throw Failures.of(
                    e,
                    "trying check constraints of " + table.name(),
                    snapshot.sessions().where());
        }
    }

    private static List<Map<String, @Nullable String>> rows(
            Connection reader, Table table, RowRewriter rewriter, List<CheckConstraints.Check> checks)
            throws SQLException {
        Set<String> needed = new LinkedHashSet<>(rewriter.reads());
        checks.forEach(check -> needed.addAll(check.columns()));
        List<String> reads = List.copyOf(needed);
        RowRewriter wider = new ForwardingRewriter(rewriter) {
            @Override
            public List<String> reads() {
                return reads;
            }
        };
        List<Map<String, @Nullable String>> rows = new ArrayList<>();
        for (Snapshot.Row row : FirstRows.read(reader, table, wider, ROWS)) {
            if (!row.kept()) {
                @Nullable String[] fields = row.fields().toArray(new @Nullable String[0]);
                wider.rewrite(fields);
                Map<String, @Nullable String> made = new TreeMap<>();
                IntStream.range(0, fields.length).forEach(i -> made.put(reads.get(i), fields[i]));
                rows.add(made);
            }
        }
        return rows;
    }
}
