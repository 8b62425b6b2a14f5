package io.penstock.database.postgresql;

import io.penstock.database.BuildStep;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.WorkMonitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Orders what follows the rows: an entry of the archive runs as soon as what it needs is there. */
final class AfterRows {

    /** Makes a step by SQL on a session of the shadow. */
    @FunctionalInterface
    interface Execution {
        void run(String step, String what, String sql, WorkMonitor monitor);
    }

    private static final String CONSTRAINT_TABLES =
            "SELECT k.oid, n.nspname, c.relname, rn.nspname, rc.relname FROM pg_constraint k"
                    + " JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " LEFT JOIN pg_class rc ON rc.oid = k.confrelid LEFT JOIN pg_namespace rn ON rn.oid = rc.relnamespace";

    private static final String INDEX_TABLES = "SELECT i.indexrelid, n.nspname, c.relname, NULL, NULL FROM pg_index i"
            + " JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace";

    private final PostgresSnapshot snapshot;
    private final Execution execution;
    private final Map<Long, Set<TableName>> tables = new HashMap<>();

    AfterRows(PostgresSnapshot snapshot, Execution execution) {
        this.snapshot = snapshot;
        this.execution = execution;
    }

    List<BuildStep> steps(Map<Archive.Entry, String> entries) {
        readTables();
        List<BuildStep> indexes = new ArrayList<>();
        List<BuildStep> keys = new ArrayList<>();
        List<BuildStep> rest = new ArrayList<>();
        StringBuilder attachments = new StringBuilder();
        entries.forEach((entry, sql) -> {
            if (entry.is("INDEX ATTACH")) {
                attachments.append(sql);
            } else if (entry.is("INDEX") || entry.is("CONSTRAINT") || entry.is("STATISTICS")) {
                indexes.add(step(entry, sql, BuildStep.Stage.INDEX));
            } else if (entry.is("FK CONSTRAINT")) {
                keys.add(step(entry, sql, BuildStep.Stage.CONSTRAINT));
            } else {
                rest.add(step(entry, sql, BuildStep.Stage.FINISH));
            }
        });
        List<BuildStep> steps = new ArrayList<>(indexes);
        if (!attachments.isEmpty()) {
            steps.add(new BuildStep(
                    "indexes of partitions",
                    BuildStep.Stage.CONSTRAINT,
                    partitioned(),
                    0,
                    monitor -> execution.run(
                            "indexes of partitions",
                            "attaching indexes of partitions",
                            attachments.toString(),
                            monitor)));
        }
        steps.addAll(statistics());
        steps.addAll(keys);
        steps.addAll(rest);
        return steps;
    }

    private BuildStep step(Archive.Entry entry, String sql, BuildStep.Stage stage) {
        Set<TableName> on = tables.getOrDefault(entry.oid(), Set.of());
        String name = name(entry);
        long weight = on.stream().mapToLong(this::bytes).sum();
        return new BuildStep(name, stage, on, weight, monitor -> execution.run(name, "building " + name, sql, monitor));
    }

    private List<BuildStep> statistics() {
        List<BuildStep> steps = new ArrayList<>();
        for (Table table : snapshot.catalog().tables()) {
            if (table.kind() != Table.Kind.FOREIGN) {
                boolean parent = table.kind() == Table.Kind.PARTITIONED;
                steps.add(new BuildStep(
                        "statistics of " + table.name(),
                        parent ? BuildStep.Stage.FINISH : BuildStep.Stage.CONSTRAINT,
                        Set.of(table.name()),
                        table.bytes() / 10,
                        monitor -> execution.run(
                                "statistics of " + table.name(),
                                "gathering statistics of " + table.name(),
                                "ANALYZE " + Sql.quote(table.name()),
                                monitor)));
            }
        }
        return steps;
    }

    private void readTables() {
        for (String query : List.of(CONSTRAINT_TABLES, INDEX_TABLES)) {
            snapshot.ask(
                    "reading the tables of indexes and keys",
                    reader -> Sql.list(reader, query, row -> {
                        Set<TableName> on = new HashSet<>();
                        on.add(new TableName(row.getString(2), row.getString(3)));
                        @Nullable String referenced = row.getString(5);
                        if (referenced != null) {
                            on.add(new TableName(row.getString(4), referenced));
                            // The rows of a partitioned table stand in its partitions, and a foreign key is about them.
                            List.copyOf(on).forEach(name -> on.addAll(partitions(name)));
                        }
                        on.removeIf(name -> snapshot.catalog().table(name).isEmpty());
                        return tables.put(row.getLong(1), on);
                    }));
        }
    }

    private Set<TableName> partitioned() {
        Set<TableName> result = new HashSet<>();
        for (Table table : snapshot.catalog().tables()) {
            if (table.kind() == Table.Kind.PARTITIONED || table.kind() == Table.Kind.PARTITION) {
                result.add(table.name());
            }
        }
        return result;
    }

    private List<TableName> partitions(TableName name) {
        return snapshot.catalog()
                .table(name)
                .filter(table -> table.kind() == Table.Kind.PARTITIONED)
                .map(table ->
                        snapshot.catalog().tree(table).stream().map(Table::name).toList())
                .orElse(List.of());
    }

    private long bytes(TableName name) {
        return snapshot.catalog().table(name).map(Table::bytes).orElse(0L);
    }

    /** {@code INDEX public customer_email_idx shop} as {@code index public.customer_email_idx}. */
    private static String name(Archive.Entry entry) {
        String description = entry.description();
        int lower = 0;
        while (lower < description.length()
                && !Character.isLowerCase(description.charAt(lower))
                && description.charAt(lower) != '-') {
            lower++;
        }
        int typeEnds = description.lastIndexOf(' ', Math.max(0, lower - 1));
        String type = typeEnds < 0 ? "" : description.substring(0, typeEnds);
        String rest = description.substring(typeEnds + 1);
        int owner = rest.lastIndexOf(' ');
        return type.toLowerCase(Locale.ROOT) + " "
                + (owner < 0 ? rest : rest.substring(0, owner))
                        .replaceFirst("^- ", "")
                        .replaceFirst(" ", ".");
    }
}
