package io.penstock.database;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces fields of the rows of one table while they are copied. Implementations are safe for use by several threads.
 *
 * <p>Values are in the database's own text form, the one that {@code CAST(column AS text)} gives; arrays, composites and byte strings in PostgreSQL's form, see {@link NestedText}.
 */
public interface RowRewriter {

    /** The columns that {@link #rewrite} wants to see, in the order in which it wants them. */
    List<String> reads();

    /** The columns that {@link #rewrite} may replace, a subset of {@link #reads()}; all others stay to the byte. */
    Set<String> writes();

    /** What the source computes for each row, as text: expressions, by the names under which {@link #reads()} asks for them. */
    Map<String, Condition> computations();

    /** Those of {@link #writes()} of which the database gives back the very text that is written, so that rows can be compared with them. */
    default Set<String> exact() {
        return Set.of();
    }

    /** A condition of the source: rows for which it is true are kept as they are. */
    Optional<Condition> keep();

    /**
     * Replaces fields in place.
     *
     * @param fields the values of {@link #reads()}, {@code null} for NULL; after the call those of {@link #writes()} are the new ones
     */
    void rewrite(@Nullable String[] fields);

    /**
     * Sees a row that is kept as it is.
     *
     * @param fields the values of {@link #reads()}; they may be changed at will
     */
    default void kept(@Nullable String[] fields) {}
}
