package io.penstock.pseudonym.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.penstock.database.Condition;
import io.penstock.database.RowRewriter;
import io.penstock.database.TableRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableCountTest {

    /** Replaces the second of two fields by its length, or by NULL where it is long. */
    private static final class Lengths implements RowRewriter {
        @Override
        public List<String> reads() {
            return List.of("id", "name");
        }

        @Override
        public Set<String> writes() {
            return Set.of("name");
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
        public void rewrite(@Nullable String[] fields) {
            String name = fields[1];
            if (name != null && !name.isEmpty()) {
                fields[1] = name.length() > 9 ? null : Integer.toString(name.length());
            }
        }
    }

    private final TableCount count = new TableCount();

    private void read(String... names) {
        TableCount.Reader reader = count.reader(new TableRule.Rewritten(new Lengths()));
        RowRewriter rewriter = ((TableRule.Rewritten) reader.rule()).rewriter();
        for (String name : names) {
            rewriter.rewrite(new @Nullable String[] {"1", name});
        }
        reader.done();
    }

    private Evidence.Column name() {
        return count.evidence("name", "code", "code", 0);
    }

    @Test
    void countsWhatBecameOfEachValueInAllParts() {
        read("Ann", "Bob", "", null, "1");
        read("Ann", "Christopher", null);

        assertThat(count.rewritten()).isEqualTo(8);
        assertThat(name()).isEqualTo(new Evidence.Column("name", "code", "code", 2, 1, 4, 1, 0, 4, 2));
    }

    @Test
    void aPartThatFailedDoesNotCount() {
        TableCount.Reader reader = count.reader(new TableRule.Rewritten(new Lengths()));
        ((TableRule.Rewritten) reader.rule()).rewriter().rewrite(new @Nullable String[] {"1", "Ann"});

        assertThat(count.rewritten()).isZero();
        assertThat(name().replaced()).isZero();
    }

    @Test
    void leavesOtherRulesAsTheyAre() {
        TableRule rule = new TableRule.AsIs();
        TableCount.Reader reader = count.reader(rule);
        reader.done();

        assertThat(reader.rule()).isSameAs(rule);
        assertThat(count.rewritten()).isZero();
    }

    @Test
    void estimatesManyDifferentValuesClosely() {
        String[] names = new String[200_000];
        for (int i = 0; i < names.length; i++) {
            names[i] = "n" + i % 100_000;
        }
        read(names);

        assertThat(name().distinctBefore()).isCloseTo(100_000, within(5_000L));
        assertThat(name().distinctAfter()).isEqualTo(5);
    }
}
