package io.penstock.pseudonym;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The entries whose links free text takes part in: of each pseudonymizer the first in the file, or its defaults where no column has it. */
final class UsualEntries {

    static final UsualEntries NONE = new UsualEntries(List.of());

    private final Map<Recipe, Options.Entry> keyed = new EnumMap<>(Recipe.class);
    private final Map<Recipe, Options.Entry> anonymous = new EnumMap<>(Recipe.class);

    UsualEntries(List<TableEntry> tables) {
        for (TableEntry table : tables) {
            for (TableEntry.Personal personal : table.columns().values()) {
                Options.Entry entry = personal.entry();
                (entry.options().anonymous() ? anonymous : keyed).putIfAbsent(entry.recipe(), entry);
            }
        }
    }

    /** @param text the options of the text */
    Options.Entry of(Recipe recipe, Options text) {
        Options.Entry plain = keyed.getOrDefault(recipe, new Options.Entry(recipe, Options.NONE));
        return text.anonymous()
                ? anonymous.getOrDefault(
                        recipe, new Options.Entry(recipe, plain.options().anonymously()))
                : plain;
    }
}
