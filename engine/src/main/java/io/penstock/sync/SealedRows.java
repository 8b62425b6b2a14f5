package io.penstock.sync;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.penstock.database.Column;
import io.penstock.database.Marker;
import io.penstock.database.RowScan;
import io.penstock.database.RowSum;
import io.penstock.database.Snapshot;
import io.penstock.database.Table;
import io.penstock.database.TablePart;
import io.penstock.database.TableRule;
import io.penstock.pseudonym.BoundMap;
import io.penstock.run.Progress;
import io.penstock.run.Work;
import io.penstock.run.Workers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds up what stands in the personal columns of a database (XXH3, 128 bits a row, modulo 2^128), while another scan looks at all. The seal of a copy names the sum: a seal is a
 * setting of the database and stays when other rows are put in, so it says nothing of rows that do not add up to it. Safe for use by several threads.
 */
final class SealedRows implements RowScan {

    private static final Pattern NAMED = Pattern.compile(" rows=(\\d{1,18})-([0-9a-f]{16})([0-9a-f]{16})$");

    private final BoundMap map;
    private final RowScan behind;
    private RowSum sum = RowSum.ZERO;

    SealedRows(BoundMap map, RowScan behind) {
        this.map = map;
        this.behind = behind;
    }

    /** The sum that a marker's seal names; absent when it is not of this key and map, or names none. */
    static Optional<RowSum> named(Optional<Marker> marker, BoundMap map) {
        return marker.flatMap(Marker::sealed)
                .filter(seal -> seal.startsWith(DatabaseRules.sealOf(map) + " "))
                .map(NAMED::matcher)
                .filter(Matcher::find)
                .map(found -> new RowSum(
                        Long.parseLong(found.group(1)),
                        Long.parseUnsignedLong(found.group(2), 16),
                        Long.parseUnsignedLong(found.group(3), 16)));
    }

    /** The end of a seal. */
    static String text(RowSum sum) {
        return " rows=%d-%016x%016x".formatted(sum.rows(), sum.high(), sum.low());
    }

    /** Adds up the rows of a database. */
    static RowSum of(Snapshot snapshot, BoundMap map, Workers workers, Progress progress) {
        SealedRows rows = new SealedRows(map, NONE);
        List<Work> works = new ArrayList<>();
        for (Table table : snapshot.catalog().tables()) {
            if (table.hasRows() && map.rule(table.name()) instanceof TableRule.Rewritten) {
                for (TablePart part : snapshot.parts(table)) {
                    works.add(new Work(
                            "read",
                            part.shown(),
                            table.name().toString(),
                            part.bytes(),
                            part.bytes(),
                            List.of(),
                            monitor -> snapshot.scan(part, rows, monitor)));
                }
            }
        }
        progress.stage(SyncStep.SEAL.label());
        workers.run(works, progress);
        return rows.sum();
    }

    synchronized RowSum sum() {
        return sum;
    }

    private synchronized void add(RowSum rows) {
        sum = sum.plus(rows);
    }

    @Override
    public Rows begin(Table table, List<Column> columns) {
        Rows other = behind.begin(table, columns);
        if (!(map.rule(table.name()) instanceof TableRule.Rewritten rewritten)) {
            return other;
        }
        Set<String> personal = rewritten.rewriter().writes();
        List<Optional<byte[]>> names = columns.stream()
                .map(Column::name)
                .map(name -> personal.contains(name)
                        ? Optional.of((table.name() + "." + name).getBytes(StandardCharsets.UTF_8))
                        : Optional.<byte[]>empty())
                .toList();
        return new Adding(names, other);
    }

    @Override
    public Rows begin(String place) {
        return behind.begin(place);
    }

    private final class Adding implements Rows {

        private final List<Optional<byte[]>> names;
        private final Rows other;
        private final HashStream128 row = Hashing.xxh3_128().hashStream();
        private RowSum added = RowSum.ZERO;
        private boolean begun;

        Adding(List<Optional<byte[]>> names, Rows other) {
            this.names = names;
            this.other = other;
        }

        @Override
        public boolean wants(int column) {
            return names.get(column).isPresent() || other.wants(column);
        }

        @Override
        public void field(int column, byte[] text, int from, int to) {
            Optional<byte[]> name = names.get(column);
            if (name.isPresent()) {
                row.putByteArray(name.get()).putBytes(text, from, to - from).putInt(to - from);
                begun = true;
            }
            if (other.wants(column)) {
                other.field(column, text, from, to);
            }
        }

        @Override
        public boolean endRow() {
            if (begun) {
                HashValue128 hash = row.get();
                added = added.plus(new RowSum(1, hash.getMostSignificantBits(), hash.getLeastSignificantBits()));
                row.reset();
                begun = false;
            }
            return other.endRow();
        }

        @Override
        public void key(Optional<String> key) {
            other.key(key);
        }

        @Override
        public void close() {
            add(added);
            other.close();
        }
    }
}
