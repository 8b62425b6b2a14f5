package io.penstock.database;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Does all that another rewriter does; for those that watch one, or change little of it, so that none of them forgets anything. */
public abstract class ForwardingRewriter implements RowRewriter {

    private final RowRewriter behind;

    protected ForwardingRewriter(RowRewriter behind) {
        this.behind = behind;
    }

    /** The one that does it. */
    protected final RowRewriter behind() {
        return behind;
    }

    @Override
    public List<String> reads() {
        return behind.reads();
    }

    @Override
    public Set<String> writes() {
        return behind.writes();
    }

    @Override
    public Map<String, Condition> computations() {
        return behind.computations();
    }

    @Override
    public Set<String> exact() {
        return behind.exact();
    }

    @Override
    public Optional<Condition> keep() {
        return behind.keep();
    }

    @Override
    public void rewrite(@Nullable String[] fields) {
        behind.rewrite(fields);
    }

    @Override
    public void kept(@Nullable String[] fields) {
        behind.kept(fields);
    }
}
