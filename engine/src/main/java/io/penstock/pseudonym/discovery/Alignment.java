package io.penstock.pseudonym.discovery;

import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.ForeignKey;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.pseudonym.Fitness;
import io.penstock.pseudonym.discovery.Finding.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings the findings of tables that hang together into line, so that a map made of them would be taken. */
final class Alignment {

    private record Place(TableName table, String column) {}

    private final Catalog catalog;
    private final Keys keys;
    private final Map<Place, Finding> findings = new HashMap<>();

    Alignment(Catalog catalog, List<TableDraft> tables) {
        this.catalog = catalog;
        this.keys = new Keys(catalog);
        tables.stream()
                .flatMap(table -> table.columns().stream())
                .forEach(finding -> findings.put(new Place(finding.table(), finding.column()), finding));
    }

    List<TableDraft> of(List<TableDraft> tables) {
        leavePartitionKeys();
        // A chain of keys is seldom longer, and each round carries the verdict one table further.
        for (int round = 0; round < 5 && followKeys(); round++) {}
        return tables.stream()
                .map(table -> table.with(table.columns().stream()
                        .map(finding ->
                                Objects.requireNonNull(findings.get(new Place(finding.table(), finding.column()))))
                        .toList()))
                .toList();
    }

    private void leavePartitionKeys() {
        for (Table table : catalog.tables()) {
            for (Column column : table.columns()) {
                Place place = new Place(table.name(), column.name());
                Finding finding = findings.get(place);
                if (finding != null && finding.verdict() == Verdict.PERSONAL && keys.parts(table, column.name())) {
                    findings.put(
                            place,
                            finding.with(
                                    Verdict.UNDECIDED,
                                    finding.entry(),
                                    finding.confidence(),
                                    "it decides in which partition a row stands, and cannot be replaced"));
                }
            }
        }
    }

    /** What a column refers to decides about it. */
    private boolean followKeys() {
        boolean changed = false;
        for (ForeignKey key : catalog.declaredForeignKeys()) {
            for (int i = 0; i < key.columns().size(); i++) {
                Place from = new Place(key.table(), key.columns().get(i));
                Finding own = findings.get(from);
                Place to =
                        new Place(key.referencedTable(), key.referencedColumns().get(i));
                Finding referenced = findings.get(to);
                if (own != null && referenced != null && !from.equals(to) && !alike(own, referenced)) {
                    follow(from, own, to, referenced);
                    changed = true;
                }
            }
        }
        return changed;
    }

    private static boolean alike(Finding own, Finding referenced) {
        return own.verdict() == referenced.verdict()
                && (own.verdict() == Verdict.PUBLIC || Objects.equals(own.entry(), referenced.entry()));
    }

    private void follow(Place from, Finding own, Place to, Finding referenced) {
        String where = to.table().name() + "." + to.column();
        String entry = referenced.entry();
        if (referenced.verdict() == Verdict.PERSONAL && entry != null && !fits(from, entry)) {
            String reason = "with " + from.table().name() + "." + from.column()
                    + ", which refers to it and cannot hold what replaces it";
            findings.put(to, referenced.with(Verdict.UNDECIDED, entry, referenced.confidence(), reason));
            findings.put(from, own.with(Verdict.UNDECIDED, entry, referenced.confidence(), "as " + where));
            return;
        }
        findings.put(from, own.with(referenced.verdict(), entry, referenced.confidence(), "refers to " + where));
    }

    private boolean fits(Place place, String entry) {
        @Nullable Table table = catalog.table(place.table()).orElse(null);
        Optional<Column> column = table == null ? Optional.empty() : table.column(place.column());
        return table != null
                && column.isPresent()
                && Fitness.fits(entry, column.get(), keys.needsDistinct(table, column.get()));
    }
}
