package io.penstock.pseudonym;

import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.TableName;
import io.penstock.landscape.Place;
import java.util.Locale;

/**
 * A personal column of the database and what the map says about it.
 *
 * @param unique whether it is part of a unique key, so that spellings of one value must stay apart
 */
record BoundColumn(TableName table, Column column, Options.Entry entry, Place place, boolean unique) {

    Recipe recipe() {
        return entry.recipe();
    }

    /** For people: {@code schema.table.column}. */
    String label() {
        return table + "." + column.name();
    }

    /** The greatest number that an integer column holds; without limit for every other column. */
    long largestInteger() {
        if (column.kind() != ColumnKind.INTEGER) {
            return Long.MAX_VALUE;
        }
        String type = column.type().toLowerCase(Locale.ROOT);
        if (type.startsWith("tinyint")) {
            return Byte.MAX_VALUE;
        }
        if (type.startsWith("smallint") || type.startsWith("int2")) {
            return Short.MAX_VALUE;
        }
        return type.startsWith("bigint") || type.startsWith("int8") ? Long.MAX_VALUE : Integer.MAX_VALUE;
    }

    /** Whether the database fills values with blanks up to the width. */
    boolean blankPadded() {
        String type = column.type().toLowerCase(Locale.ROOT);
        return type.equals("character")
                || type.startsWith("character(")
                || type.startsWith("char(")
                || type.startsWith("bpchar");
    }

    /** Whether its pseudonyms differ where its values do. */
    boolean keepsDistinct() {
        return switch (recipe().spread()) {
            case INJECTIVE, NULL -> true;
            case TAGGED -> column.maxLength() == 0 || column.maxLength() >= Widths.needed(entry, true);
            case MANY, SAME -> false;
        };
    }
}
