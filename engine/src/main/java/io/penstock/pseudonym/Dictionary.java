package io.penstock.pseudonym;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The names of people and places that one language knows. Words are compared without regard to case and blanks. Thread-safe. */
public final class Dictionary {

    private static final Map<String, Dictionary> LOADED = new ConcurrentHashMap<>();

    private final Set<String> first = new HashSet<>();
    private final Set<String> last = new HashSet<>();
    private final Set<String> cities = new HashSet<>();

    private Dictionary(Locale locale) {
        WordLists lists = WordLists.of(locale);
        for (String list :
                List.of("first_name", "male_first_name", "female_first_name", "man_first_name", "woman_first_name")) {
            add(first, lists.words("name." + list));
        }
        for (String list : List.of("last_name", "male_last_name", "female_last_name", "man_last_name")) {
            add(last, lists.words("name." + list));
        }
        add(cities, lists.words("address.city"));
        add(cities, lists.words("address.city_name"));
    }

    public static Dictionary of(Locale locale) {
        return LOADED.computeIfAbsent(locale.toLanguageTag(), tag -> new Dictionary(locale));
    }

    public boolean hasFirstName(String word) {
        return first.contains(Fold.caseless(word));
    }

    public boolean hasLastName(String word) {
        return last.contains(Fold.caseless(word));
    }

    public boolean hasCity(String word) {
        return cities.contains(Fold.caseless(word));
    }

    private static void add(Set<String> into, List<String> words) {
        for (String word : words) {
            if (!word.contains("#{")) {
                into.add(Fold.caseless(word));
            }
        }
    }
}
