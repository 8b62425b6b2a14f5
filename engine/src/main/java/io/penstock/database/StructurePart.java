package io.penstock.database;

import java.util.Comparator;

/**
 * A column, default, key, check or index of a table, to be compared with that of another database.
 *
 * @param shown what people are told; holds no expression, in which there may be a value
 * @param definition what it is beyond that; empty when that is all
 */
public record StructurePart(TableName table, String shown, String definition) implements Comparable<StructurePart> {

    private static final Comparator<StructurePart> ORDER = Comparator.comparing(StructurePart::table)
            .thenComparing(StructurePart::shown)
            .thenComparing(StructurePart::definition);

    @Override
    public int compareTo(StructurePart other) {
        return ORDER.compare(this, other);
    }
}
