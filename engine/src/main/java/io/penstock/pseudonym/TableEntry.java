package io.penstock.pseudonym;

import io.penstock.landscape.Place;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a map says about one table.
 *
 * @param name as written
 * @param columns the personal ones, by name as written
 * @param open the public ones, by name as written
 * @param keep rows that stay as they are
 */
record TableEntry(
        String name,
        Place place,
        Treatment treatment,
        Map<String, Personal> columns,
        Map<String, Place> open,
        @Nullable Keep keep) {

    /** An SQL condition, and where it stands. */
    record Keep(Place place, String condition) {}

    /** What happens to the table as a whole. */
    enum Treatment {
        EMPTY,
        PUBLIC,
        BY_COLUMN
    }

    /** A personal column. */
    record Personal(Place place, Options.Entry entry) {}
}
