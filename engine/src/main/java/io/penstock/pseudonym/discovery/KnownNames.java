package io.penstock.pseudonym.discovery;

import io.penstock.pseudonym.Dictionary;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Recognises names of people and cities, and counts whose language they are. Not safe for use by several threads. */
final class KnownNames {

    /** The first is taken where nothing speaks for another. */
    private static final List<Locale> LOCALES = List.of(
            Locale.US,
            Locale.GERMANY,
            Locale.FRANCE,
            Locale.ITALY,
            Locale.forLanguageTag("es-ES"),
            Locale.forLanguageTag("pl-PL"));

    private static final Map<String, String> LANGUAGES = Map.of(
            "DE", "de", "AT", "de", "CH", "de", "US", "en", "GB", "en", "FR", "fr", "IT", "it", "ES", "es", "NL", "nl",
            "PL", "pl");

    /** So few numbers of a country say nothing about the people. */
    private static final int FEW = 5;

    private static final double MORE = 1.5;

    private final Map<Locale, Dictionary> dictionaries = new LinkedHashMap<>();
    private final Map<Locale, Double> hits = new LinkedHashMap<>();
    private final Map<String, Integer> countries = new TreeMap<>();
    private final Set<String> cities = new HashSet<>(DefaultList.get().cities());

    KnownNames() {
        LOCALES.forEach(locale -> dictionaries.put(locale, Dictionary.of(Locale.forLanguageTag(locale.getLanguage()))));
        for (String zone : ZoneId.getAvailableZoneIds()) {
            if (zone.matches("(?:Europe|America|Asia|Africa|Australia)/[A-Za-z_]+")) {
                cities.add(
                        zone.substring(zone.indexOf('/') + 1).replace('_', ' ').toLowerCase(Locale.ROOT));
            }
        }
    }

    /** What a value of letters alone may be. */
    Set<Format> of(String value, String[] words) {
        Set<Format> found = EnumSet.noneOf(Format.class);
        if (words.length <= 2) {
            if (isFirst(words[0]) || isFirst(value)) {
                found.add(Format.FIRST_NAME);
            }
            if (isLast(words[words.length - 1])) {
                found.add(Format.LAST_NAME);
            }
        }
        if (words.length >= 2 && isFullName(words)) {
            found.add(Format.FULL_NAME);
        }
        if (isCity(value)) {
            found.add(Format.CITY);
        }
        return found;
    }

    private boolean isFullName(String[] words) {
        String first = words[0];
        String last = words[words.length - 1];
        boolean straight = isFirst(first) && (isLast(last) || isCapital(last));
        return straight || (isLast(first) && isFirst(last));
    }

    private static boolean isCapital(String word) {
        return word.length() > 2 && Character.isUpperCase(word.charAt(0));
    }

    /** Whether two words of a text that follow one another are a person's name. */
    boolean inside(String[] words) {
        for (int i = 0; i + 1 < words.length; i++) {
            String one = bare(words[i]);
            String two = bare(words[i + 1]);
            if (isCapital(one) && isCapital(two) && isFirst(one) && isLast(two)) {
                return true;
            }
        }
        return false;
    }

    private static String bare(String word) {
        return word.replaceAll("^\\P{L}+|\\P{L}+$", "");
    }

    private boolean isFirst(String word) {
        return anyHas(word, true);
    }

    private boolean isLast(String word) {
        return anyHas(word, false);
    }

    private boolean anyHas(String word, boolean first) {
        List<Locale> having = new ArrayList<>();
        dictionaries.forEach((locale, dictionary) -> {
            if (first ? dictionary.hasFirstName(word) : dictionary.hasLastName(word)) {
                having.add(locale);
            }
        });
        // A name that many languages have says little.
        having.forEach(locale -> hits.merge(locale, 1.0 / (having.size() * having.size()), Double::sum));
        return !having.isEmpty();
    }

    private boolean isCity(String value) {
        return cities.contains(value.toLowerCase(Locale.ROOT))
                || dictionaries.values().stream().anyMatch(dictionary -> dictionary.hasCity(value));
    }

    /** Notes that a value is of a country: the code of a phone number or of an account number says so. */
    void country(String country) {
        countries.merge(country, 1, Integer::sum);
    }

    /** The locale of the country that most numbers are of; where there are few of those, that whose names were met most often. */
    Locale locale() {
        String country = null;
        for (Map.Entry<String, Integer> each : countries.entrySet()) {
            boolean known = LANGUAGES.containsKey(each.getKey()) && each.getValue() >= FEW;
            if (known && (country == null || each.getValue() > countries.getOrDefault(country, 0))) {
                country = each.getKey();
            }
        }
        if (country != null) {
            return Locale.forLanguageTag(LANGUAGES.get(country) + "-" + country);
        }
        Locale best = LOCALES.get(0);
        for (Locale locale : LOCALES) {
            boolean more = hits.getOrDefault(locale, 0.0) > MORE * hits.getOrDefault(best, 0.0);
            best = more ? locale : best;
        }
        return best;
    }
}
