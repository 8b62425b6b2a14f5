package io.penstock.pseudonym;

import io.penstock.database.Column;
import io.penstock.database.ColumnKind;
import io.penstock.database.TableName;
import io.penstock.landscape.Place;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says whether a pseudonymizer can replace a column, by the rules that a map is checked by when it is applied. */
public final class Fitness {

    private static final Pattern NAMED = Pattern.compile("\\{as: ([a-z-]+)(?:, value: ([^,}]*))?.*}");
    private static final TableName NONE = new TableName("", "");

    private Fitness() {}

    /**
     * Whether the pseudonymizer exists, makes values of the column's type and finds room there.
     *
     * @param entry as a map has it: a name, or {@code {as: name, value: …}}
     * @param distinct whether different values need different pseudonyms
     */
    public static boolean fits(String entry, Column column, boolean distinct) {
        Matcher matcher = NAMED.matcher(entry);
        boolean mapping = matcher.matches();
        Optional<Recipe> recipe = Recipe.named(mapping ? matcher.group(1) : entry.replace("\"", ""));
        if (recipe.isEmpty() || !recipe.get().fits(column) || column.generated()) {
            return false;
        }
        String value = mapping ? matcher.group(2) : null;
        Options options = Options.NONE;
        BoundColumn bound =
                new BoundColumn(NONE, column, new Options.Entry(recipe.get(), options), new Place("", 0), distinct);
        int width = column.kind() == ColumnKind.TEXT ? column.maxLength() : 0;
        boolean room = width == 0
                || width >= Math.max(Widths.needed(bound.entry(), distinct), value == null ? 0 : value.length());
        return room
                && (!distinct || bound.keepsDistinct())
                && (recipe.get() != Recipe.NULL || column.nullable())
                && (recipe.get() != Recipe.CONSTANT || column.kind() == ColumnKind.TEXT);
    }
}
