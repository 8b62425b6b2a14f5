package io.penstock.pseudonym;

import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.TableName;
import io.penstock.database.TypeParts;
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

    /** What stands in the column, or in the elements of its arrays. */
    Column leaf() {
        Column leaf = column;
        while (leaf.parts() instanceof TypeParts.Elements elements) {
            leaf = elements.element();
        }
        return leaf;
    }

    /** Characters that a pseudonym has at most; 0 for any number. */
    int width() {
        return leaf().maxLength();
    }

    /** The greatest number that an integer column holds; without limit for every other column. */
    long largestInteger() {
        if (leaf().kind() != ColumnKind.INTEGER) {
            return Long.MAX_VALUE;
        }
        String type = leaf().type().toLowerCase(Locale.ROOT);
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
            case TAGGED -> width() == 0 || width() >= Widths.needed(entry, true);
            case MANY, SAME -> false;
        };
    }
}
