package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.database.Database;
import io.penstock.database.Dialect;
import io.penstock.database.RowRewriter;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.Nearest;
import io.penstock.pseudonym.BoundMap;
import io.penstock.pseudonym.SourceDatabase;
import io.penstock.run.AuditTrail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Shows what the map makes of a few rows of an environment. Reads only. */
public final class MapPreview {

    private final Landscape landscape;
    private final List<Dialect> dialects;

    public MapPreview(Landscape landscape, List<Dialect> dialects) {
        this.landscape = landscape;
        this.dialects = List.copyOf(dialects);
    }

    /**
     * Reads the rows. Where real values are asked for, that is recorded before one is given.
     *
     * @throws PenstockException when the map does not fit, or the record cannot be kept
     */
    public Preview preview(PreviewRequest request) {
        Environment environment = Environments.require(landscape, request.environment());
        LandscapeMap map = LandscapeMap.read(landscape);
        Databases databases = new Databases(dialects, "penstock personal-data preview " + request.environment());
        SourceClusters sources = new SourceClusters(environment, databases);
        List<Preview.TablePreview> tables = new ArrayList<>();
        Set<String> known = new TreeSet<>();
        DatabaseClusters.of(environment, request.clusters()).forEach((type, address) -> {
            List<SourceDatabase> beside = sources.beside(type);
            try (Database database = databases.openSource(address);
                    Snapshot snapshot = database.snapshot(1, environment.throttle())) {
                BoundMap bound = map.bind(sources.name(type), snapshot.catalog(), snapshot, beside);
                DatabaseRules.of(bound).keepValues(snapshot);
                snapshot.catalog()
                        .tables()
                        .forEach(table -> known.add(table.name().toString()));
                tables.addAll(tables(request, type.label(), snapshot, bound));
            }
        });
        if (request.table() != null && tables.isEmpty()) {
            throw new PenstockException(
                    SyncProblem.TABLE_UNKNOWN,
                    "There is no table '" + request.table() + "' with personal columns in " + request.environment()
                            + Nearest.clause(request.table(), known),
                    "Name one for which the map has columns, or leave --table out.");
        }
        Preview preview = new Preview(request.environment(), request.reveal(), tables);
        if (request.reveal()) {
            record(request, preview);
        }
        return preview;
    }

    private static List<Preview.TablePreview> tables(
            PreviewRequest request, String cluster, Snapshot snapshot, BoundMap bound) {
        Optional<TableName> only = Optional.ofNullable(request.table())
                .map(name -> snapshot.catalog().find(name).map(Table::name).orElse(new TableName("", "")));
        Map<TableName, Map<String, String>> pseudonymizers = new HashMap<>();
        bound.personalColumns()
                .forEach(column -> pseudonymizers
                        .computeIfAbsent(column.table(), table -> new TreeMap<>())
                        .put(column.column(), column.pseudonymizer()));
        List<Preview.TablePreview> tables = new ArrayList<>();
        for (Table table : snapshot.catalog().tables()) {
            boolean wanted = only.isEmpty() || isPartOf(snapshot, table, only.get());
            if (wanted && table.hasRows() && bound.rule(table.name()) instanceof TableRule.Rewritten rule) {
                tables.add(new Preview.TablePreview(
                        cluster,
                        table.name().toString(),
                        rows(
                                request,
                                snapshot,
                                table,
                                rule.rewriter(),
                                pseudonymizers.getOrDefault(table.name(), Map.of()))));
            }
        }
        return tables;
    }

    private static boolean isPartOf(Snapshot snapshot, Table table, TableName whole) {
        return snapshot.catalog()
                .table(whole)
                .map(snapshot.catalog()::tree)
                .orElse(List.of())
                .contains(table);
    }

    private static List<Preview.RowPreview> rows(
            PreviewRequest request,
            Snapshot snapshot,
            Table table,
            RowRewriter rewriter,
            Map<String, String> pseudonymizers) {
        List<String> reads = rewriter.reads();
        List<Preview.RowPreview> rows = new ArrayList<>();
        for (Snapshot.Row row : snapshot.firstRows(table, rewriter, request.rows())) {
            @Nullable String[] before = row.fields().toArray(new @Nullable String[0]);
            @Nullable String[] after = before.clone();
            if (!row.kept()) {
                rewriter.rewrite(after);
            }
            List<Preview.FieldPreview> fields = new ArrayList<>();
            for (int i = 0; i < after.length; i++) {
                String column = reads.get(i);
                if (rewriter.writes().contains(column)) {
                    fields.add(new Preview.FieldPreview(
                            column,
                            pseudonymizers.getOrDefault(column, ""),
                            request.reveal() ? SideBySide.whole(before[i]) : SideBySide.before(before[i]),
                            request.reveal() ? SideBySide.whole(after[i]) : SideBySide.after(before, after[i])));
                }
            }
            rows.add(new Preview.RowPreview(row.kept(), fields));
        }
        return rows;
    }

    private void record(PreviewRequest request, Preview preview) {
        Map<String, String> what = new TreeMap<>();
        what.put("environment", request.environment());
        preview.tables()
                .forEach(table -> what.put(
                        "rows of " + table.cluster() + " " + table.table(),
                        Integer.toString(table.rows().size())));
        new AuditTrail(landscape.storeDirectory()).record("personal-data preview --reveal", request.startedBy(), what);
    }
}
