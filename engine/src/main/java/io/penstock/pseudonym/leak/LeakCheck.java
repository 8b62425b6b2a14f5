package io.penstock.pseudonym.leak;

import io.penstock.database.Catalog;
import io.penstock.database.Column;
import io.penstock.database.RowRewriter;
import io.penstock.database.RowScan;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One check of one copy. First it is told the personal values of the source, by any number of threads; then it is {@link #seal sealed}, and scans what it is shown. Memory is
 * bounded whatever the number of values.
 */
public final class LeakCheck implements PersonalValues, RowScan, AutoCloseable {

    private final KeyedHash hash = KeyedHash.random();
    private final Function<String, Path> files;
    private final int[] callingCodes;
    private final FingerprintRuns personal;
    private final FingerprintRuns allowed;
    private final FingerprintRuns rows;
    private final Map<TableName, RowTest> rowTests = new ConcurrentHashMap<>();
    private final IbanLengths ibanLengths = new IbanLengths();
    private final Collection<Collector> collectors = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Collector> collector = ThreadLocal.withInitial(this::newCollector);
    private final Collection<Place> places = new ConcurrentLinkedQueue<>();
    private volatile ReferringColumns referring = ReferringColumns.NONE;
    private volatile @Nullable FingerprintSet sealed;
    private volatile @Nullable FingerprintSet sealedRows;

    /**
     * @param files where a temporary file of a name may be made
     * @param callingCodes of the countries whose phone numbers may be written without one
     */
    public LeakCheck(Function<String, Path> files, Collection<Integer> callingCodes) {
        this.files = files;
        this.callingCodes = callingCodes.stream().mapToInt(Integer::intValue).toArray();
        this.personal = new FingerprintRuns(files, "personal");
        this.allowed = new FingerprintRuns(files, "allowed");
        this.rows = new FingerprintRuns(files, "rows");
    }

    private Collector newCollector() {
        Collector made = new Collector(hash, personal, allowed, rows, ibanLengths);
        collectors.add(made);
        return made;
    }

    @Override
    public void replaced(Kind kind, String value, @Nullable String pseudonym) {
        collector.get().replaced(kind, value, pseudonym);
    }

    @Override
    public void kept(Kind kind, String value) {
        collector.get().kept(kind, value);
    }

    /**
     * The same rewriter, watched so that each row can be tested for its own look-alikes.
     *
     * @param lookAlikes the columns of names, dates and the like
     */
    public RowRewriter watched(Table table, RowRewriter rewriter, List<String> lookAlikes) {
        RowTest test = rowTests.computeIfAbsent(table.name(), name -> RowTest.of(table, lookAlikes, hash));
        return test.isPossible() ? new RowWatch(rewriter, test, hash, collector::get) : rewriter;
    }

    /**
     * Leaves out the columns of foreign keys, whose values stand in the columns that they refer to, too.
     *
     * @param catalog of a database of which it is certain that its validated foreign keys hold for every row, or that it is thrown away
     */
    public void trustForeignKeys(Catalog catalog) {
        referring = new ReferringColumns(catalog);
    }

    /** Ends the collecting; called once, when no thread tells values any more. */
    public void seal() {
        sealing().forEach(Runnable::run);
    }

    /** The same in parts that may run side by side, once each. */
    public List<Runnable> sealing() {
        return List.of(
                () -> {
                    flush();
                    sealed = FingerprintSet.of(personal, allowed, files, "values");
                },
                () -> {
                    flush();
                    sealedRows = FingerprintSet.of(rows, new FingerprintRuns(files, "none"), files, "look-alikes");
                });
    }

    private synchronized void flush() {
        collectors.forEach(Collector::flush);
        collectors.clear();
    }

    /** How many personal values are looked for. */
    public long values() {
        FingerprintSet set = sealed;
        return set == null ? 0 : set.size();
    }

    @Override
    public Rows begin(Table table, List<Column> columns) {
        List<Place> shown = new ArrayList<>();
        for (Column column : columns) {
            shown.add(new Place(table.name() + "." + column.name(), isSearched(table, column)));
        }
        Looking looking = looking(shown);
        RowTest test = rowTests.get(table.name());
        FingerprintSet own = sealedRows;
        List<String> names = columns.stream().map(Column::name).toList();
        if (test != null && test.isPossible() && names.containsAll(test.key()) && own != null) {
            looking.test(test, names, own);
        }
        return looking;
    }

    @Override
    public Rows begin(String place) {
        return looking(List.of(new Place(place, true)));
    }

    private Looking looking(List<Place> shown) {
        FingerprintSet set = Objects.requireNonNull(sealed, "not sealed");
        places.addAll(shown);
        return new Looking(shown, set, hash, ibanLengths, callingCodes);
    }

    private boolean isSearched(Table table, Column column) {
        return mayHoldValues(column) && !referring.contains(table.name(), column.name());
    }

    /** What dates and fractions hold is no value that belongs to one person alone. */
    private static boolean mayHoldValues(Column column) {
        return switch (column.kind()) {
            case BOOLEAN, DATE, TIME, TIMESTAMP, FLOAT -> false;
            default -> true;
        };
    }

    /** A text that is no row, such as a comment. */
    public void look(String place, String text) {
        try (Rows rows = begin(place)) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            rows.field(0, bytes, 0, bytes.length);
            rows.endRow();
        }
    }

    /** The places with values that are there by more than chance. */
    public List<Finding> findings() {
        FingerprintSet set = Objects.requireNonNull(sealed, "not sealed");
        return Place.together(places, set).leaks();
    }

    /** Places with values of which some are there by chance. */
    public List<Finding> lookAlikes() {
        FingerprintSet set = Objects.requireNonNull(sealed, "not sealed");
        return Place.together(places, set).lookAlikes();
    }

    @Override
    public void close() {
        if (sealed != null) {
            sealed.close();
        }
        if (sealedRows != null) {
            sealedRows.close();
        }
    }
}
