package io.penstock.pseudonym.discovery;

import io.penstock.database.Catalog;
import io.penstock.database.CatalogText;
import io.penstock.database.Column;
import io.penstock.database.ForeignKey;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds the personal columns of the databases that share one map. Reads no more than a sample, and keeps no value. */
public final class Discovery {

    /** Hears of each table before it is read. */
    @FunctionalInterface
    public interface Listener {
        void table(TableName table, int number, int of);
    }

    private final KnownNames names = new KnownNames();
    private final Formats formats;
    private final Sampler sampler;

    /**
     * @param rows how many are read of each table at most
     * @param today dates of birth are told from others by it
     */
    public Discovery(int rows, LocalDate today) {
        this.formats = new Formats(names, today);
        this.sampler = new Sampler(formats, rows);
    }

    public Scan scan(List<Snapshot> snapshots, Listener listener) {
        Map<String, TableProfile> tables = new TreeMap<>();
        int of = snapshots.stream()
                .mapToInt(each -> roots(each.catalog()).size())
                .sum();
        int number = 0;
        List<String> notes = new ArrayList<>();
        for (Snapshot snapshot : snapshots) {
            for (Table table : roots(snapshot.catalog())) {
                listener.table(table.name(), ++number, of);
                String name = named(snapshot.catalog(), table);
                TableProfile profile = tables.computeIfAbsent(name, absent -> new TableProfile(name, table));
                profile.estimated(snapshot.catalog().tree(table).stream()
                        .mapToLong(Table::estimatedRows)
                        .sum());
                sampler.read(snapshot, table, profile);
            }
            texts(snapshot, tables, notes);
        }
        Catalog whole = merged(snapshots);
        return new Scan(whole, names.locale(), drafts(new ArrayList<>(tables.values()), whole), notes);
    }

    /** The tables that stand below no other; those below have the entry of the one above. */
    private static List<Table> roots(Catalog catalog) {
        return catalog.tables().stream()
                .filter(table ->
                        table.kind() != Table.Kind.FOREIGN && table.parents().isEmpty())
                .toList();
    }

    /** The shortest name that means the table. */
    private static String named(Catalog catalog, Table table) {
        return catalog.find(table.name().name())
                        .filter(found -> found.name().equals(table.name()))
                        .isPresent()
                ? table.name().name()
                : table.name().toString();
    }

    private void texts(Snapshot snapshot, Map<String, TableProfile> tables, List<String> notes) {
        Map<TableName, TableProfile> byName = new LinkedHashMap<>();
        tables.values().forEach(table -> byName.put(table.table().name(), table));
        List<CatalogText> texts = snapshot.texts();
        for (CatalogText text : texts) {
            TableProfile table = text.table() == null ? null : byName.get(text.table());
            if (table != null && text.kind() == CatalogText.Kind.COMMENT) {
                if (text.column() == null) {
                    table.comment(text.text());
                } else {
                    table.comment(text.column(), text.text());
                }
            }
        }
        notes.addAll(new Literals(formats).notes(texts));
    }

    private static Catalog merged(List<Snapshot> snapshots) {
        Map<TableName, Table> tables = new TreeMap<>();
        Set<ForeignKey> keys = new LinkedHashSet<>();
        Set<String> path = new LinkedHashSet<>();
        long largeObjects = 0;
        for (Snapshot snapshot : snapshots) {
            Catalog catalog = snapshot.catalog();
            catalog.tables().forEach(table -> tables.putIfAbsent(table.name(), table));
            keys.addAll(catalog.foreignKeys());
            path.addAll(catalog.searchPath());
            largeObjects += catalog.largeObjects();
        }
        return new Catalog(
                new ArrayList<>(tables.values()), new ArrayList<>(keys), new ArrayList<>(path), largeObjects);
    }

    private static List<TableDraft> drafts(List<TableProfile> tables, Catalog catalog) {
        Map<TableName, TableSubject> subjects = new Subjects().of(tables, catalog.declaredForeignKeys());
        Keys keys = new Keys(catalog);
        Judge judge = new Judge();
        Set<TableName> people = subjects.entrySet().stream()
                .filter(each -> each.getValue() == TableSubject.PEOPLE)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        List<TableDraft> drafts = new ArrayList<>();
        for (TableProfile profile : tables) {
            Table table = profile.table();
            TableSubject subject = subjects.getOrDefault(table.name(), TableSubject.UNKNOWN);
            List<Finding> findings = new ArrayList<>();
            for (Column column : profile.columns()) {
                Finding finding = judge.of(
                        profile, column, subject, keys.isKey(table, column), keys.needsDistinct(table, column));
                findings.add(
                        "date".equals(finding.entry())
                                ? keys.person(table, people)
                                        .filter(person -> !person.equals(column.name()))
                                        .map(person -> finding.per(person))
                                        .orElse(finding)
                                : finding);
            }
            boolean empty = DefaultList.get().isEmptyTable(profile.words())
                    && catalog.foreignKeys().stream()
                            .noneMatch(key -> key.referencedTable().equals(table.name()));
            drafts.add(new TableDraft(
                    profile.name(),
                    table.name(),
                    subject.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                    profile.rows(),
                    empty,
                    findings));
        }
        return new Alignment(catalog, drafts).of(drafts);
    }
}
