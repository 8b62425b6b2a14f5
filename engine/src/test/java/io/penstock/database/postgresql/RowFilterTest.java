package io.penstock.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.database.Condition;
import io.penstock.database.RowRewriter;
import io.penstock.database.RowSum;
import io.penstock.database.TableRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class RowFilterTest {

    private static final List<String> COLUMNS = List.of("a", "b", "c", "d", "e");

    /** Fields as COPY writes them. */
    @Provide
    Arbitrary<List<String>> row() {
        Arbitrary<String> field = Arbitraries.oneOf(
                Arbitraries.of("", "\\N", "plain", "Zoë", "漢字", "tab\\there", "back\\\\slash", "line\\nend", "\\v"),
                Arbitraries.strings().alpha().numeric().ofMaxLength(20),
                Arbitraries.of("x".repeat(300), "y".repeat(9000), "ü\\t".repeat(3000)));
        return field.list().ofSize(COLUMNS.size());
    }

    @Provide
    Arbitrary<Set<String>> columns() {
        return Arbitraries.of(COLUMNS).set();
    }

    @Property(tries = 2000)
    void replacesPersonalFieldsAndPassesTheOthersOn(
            @ForAll("row") List<String> row, @ForAll("columns") Set<String> personal) throws IOException {
        Copied copied = copied(List.of(row), new TableRule.Rewritten(new Marking(personal, false)));

        assertThat(copied.text()).isEqualTo(line(expected(row, personal)));
    }

    @Property(tries = 2000)
    void givesTheSumThatReadingBackGives(
            @ForAll @Size(max = 4) List<@net.jqwik.api.From("row") List<String>> rows,
            @ForAll("columns") Set<String> personal)
            throws IOException {
        TableRule rule = new TableRule.Rewritten(new Marking(personal, false));
        List<String> untouched =
                COLUMNS.stream().filter(name -> !personal.contains(name)).toList();
        List<List<String>> readBack = rows.stream()
                .map(row -> untouched.stream()
                        .map(name -> row.get(COLUMNS.indexOf(name)))
                        .toList())
                .toList();

        assertThat(copied(rows, rule).sum()).isEqualTo(sumOf(untouched, readBack));
    }

    @Property(tries = 200)
    void leavesKeptRowsAsTheyAre(@ForAll("row") List<String> row, @ForAll("columns") Set<String> personal)
            throws IOException {
        List<String> flagged = new ArrayList<>(row);
        flagged.add("t");

        Copied copied = copied(List.of(flagged), new TableRule.Rewritten(new Marking(personal, true)));

        assertThat(copied.text()).isEqualTo(line(row));
    }

    private record Copied(String text, RowSum sum) {}

    private static Copied copied(List<List<String>> rows, TableRule rule) throws IOException {
        RowFilter filter = new RowFilter(COLUMNS, rule);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (List<String> row : rows) {
            filter.accept(line(row).getBytes(StandardCharsets.UTF_8), out::write);
        }
        return new Copied(out.toString(StandardCharsets.UTF_8), filter.sum());
    }

    private static RowSum sumOf(List<String> columns, List<List<String>> rows) throws IOException {
        RowFilter filter = new RowFilter(columns, new TableRule.AsIs());
        for (List<String> row : rows) {
            filter.accept(line(row).getBytes(StandardCharsets.UTF_8), (bytes, from, length) -> {});
        }
        return filter.sum();
    }

    private static String line(List<String> row) {
        return String.join("\t", row) + "\n";
    }

    private static List<String> expected(List<String> row, Set<String> personal) {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            String field = row.get(i);
            made.add(personal.contains(COLUMNS.get(i)) && !field.equals("\\N") ? "<" + field + "\\\\ü>" : field);
        }
        return made;
    }

    /** Puts each value between brackets, with characters that need care. */
    private record Marking(List<String> reads, boolean keeps) implements RowRewriter {

        Marking(Set<String> personal, boolean keeps) {
            this(List.copyOf(new TreeSet<>(personal).descendingSet()), keeps);
        }

        @Override
        public Set<String> writes() {
            return Set.copyOf(reads);
        }

        @Override
        public Map<String, Condition> computations() {
            return Map.of();
        }

        @Override
        public Optional<Condition> keep() {
            return keeps ? Optional.of(new Condition("true", "t", "The condition")) : Optional.empty();
        }

        @Override
        public void rewrite(@Nullable String[] fields) {
            for (int i = 0; i < fields.length; i++) {
                fields[i] = fields[i] == null ? null : "<" + fields[i] + "\\ü>";
            }
        }
    }
}
