package io.penstock.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.Condition;
import io.penstock.database.RowRewriter;
import io.penstock.database.Table;
import io.penstock.database.TableName;
import io.penstock.database.TableRule;
import io.penstock.database.UniqueKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowLimitTest {

    /** Stands for a megabyte. */
    private static final int MB = 100;

    private static final int MOST = 32 * MB;

    private final Table table = new Table(
            new TableName("public", "paper"),
            Table.Kind.ORDINARY,
            List.of(
                    column("body", ColumnKind.TEXT),
                    column("folder", ColumnKind.TEXT),
                    column("number", ColumnKind.INTEGER),
                    column("scan", ColumnKind.BINARY)),
            List.of(new UniqueKey("paper_pkey", List.of("number", "folder"), true, true)),
            List.of(),
            0,
            0);

    private final List<String> columns = List.of("body", "folder", "number", "scan");

    @Test
    void countsValuesAndNotHowTheyAreWritten() {
        assertPasses("x".repeat(31 * MB), "a", "1", "\\N");
        assertPasses("\\n".repeat(30 * MB), "a", "1", "\\N");
        assertPasses("\\N", "a", "1", "\\\\x" + "0f".repeat(31 * MB));
        assertPasses("\\\\".repeat(31 * MB), "a", "1", "\\\\x");
        assertThat(exceeded("x".repeat(33 * MB), "a", "1", "\\N")).isPresent();
        assertThat(exceeded("\\t".repeat(33 * MB), "a", "1", "\\N")).isPresent();
        assertThat(exceeded("\\N", "a", "1", "\\\\x" + "0f".repeat(33 * MB))).isPresent();
        assertThat(exceeded("\\\\x" + "0f".repeat(17 * MB), "a", "1", "\\N"))
                .as("a text that looks like bytes")
                .isPresent();
        assertThat(exceeded("x".repeat(20 * MB), "a", "1", "\\\\x" + "0f".repeat(20 * MB)))
                .as("all values together")
                .isPresent();
    }

    @Test
    void namesTheKeyOfTheRowInItsOrder() {
        assertThat(exceeded("x".repeat(40 * MB), "8rKsFt249DIAAAExssSBUPak", "-17", "\\N"))
                .contains("number=-17, folder=8rKsFt249DIAAAExssSBUPak");
    }

    @Test
    void showsNoKeyThatMaySayWhoItIs() {
        String large = "x".repeat(40 * MB);
        assertThat(exceeded(large, "Anna Berg", "1", "\\N")).isEmpty();
        assertThat(exceeded(large, "anna@example.test", "1", "\\N")).isEmpty();
        assertThat(exceeded(large, "x".repeat(61), "1", "\\N")).isEmpty();

        TableRule personal = new TableRule.Rewritten(new RowRewriter() {
            @Override
            public List<String> reads() {
                return List.of("number");
            }

            @Override
            public Set<String> writes() {
                return Set.of("number");
            }

            @Override
            public Map<String, Condition> computations() {
                return Map.of();
            }

            @Override
            public Optional<Condition> keep() {
                return Optional.empty();
            }

            @Override
            public void rewrite(@Nullable String[] fields) {}
        });
        assertThat(exceeded(personal, large, "a", "1", "\\N")).isEmpty();
    }

    private void assertPasses(String... fields) {
        assertThatCode(() -> new RowLimit(MOST, table, columns, new TableRule.AsIs()).check(row(fields)))
                .doesNotThrowAnyException();
    }

    private Optional<String> exceeded(String... fields) {
        return exceeded(new TableRule.AsIs(), fields);
    }

    private Optional<String> exceeded(TableRule rule, String... fields) {
        RowLimit limit = new RowLimit(MOST, table, columns, rule);
        byte[] row = row(fields);
        return catchThrowableOfType(RowLimit.Exceeded.class, () -> limit.check(row))
                .key();
    }

    private static byte[] row(String... fields) {
        return (String.join("\t", fields) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Column column(String name, ColumnKind kind) {
        return new Column(name, "any", kind, 0, 0, 0, true, false);
    }
}
