package io.penstock.database;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A rewriter made of a lambda. */
record TestRewriter(
        List<String> reads, Set<String> writes, Optional<Condition> keep, Consumer<@Nullable String[]> action)
        implements RowRewriter {

    static TestRewriter of(Consumer<@Nullable String[]> action, String... columns) {
        return new TestRewriter(List.of(columns), Set.of(columns), Optional.empty(), action);
    }

    TestRewriter keeping(String condition) {
        return new TestRewriter(
                reads, writes, Optional.of(new Condition(condition, "", "The condition of the test")), action);
    }

    @Override
    public Map<String, Condition> computations() {
        return Map.of();
    }

    @Override
    public void rewrite(@Nullable String[] fields) {
        action.accept(fields);
    }
}
