package io.penstock.pseudonym;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** First and last names of a locale, parted by gender. */
final class Names {

    private static final Map<String, Names> LOADED = new ConcurrentHashMap<>();
    private static final String[] MALE = {"name.male_first_name", "name.man_first_name"};
    private static final String[] FEMALE = {"name.female_first_name", "name.woman_first_name"};
    /** A gendered part shorter than this is of no use as a list to choose from. */
    private static final int FEW = 10;

    /** What a first name says about the person; most names of one list only say something. */
    enum Gender {
        MALE,
        FEMALE,
        OPEN
    }

    private final Set<String> maleForms = new HashSet<>();
    private final Set<String> femaleForms = new HashSet<>();
    private final List<String> male;
    private final List<String> female;
    private final List<String> any;
    private final List<String> last;
    private final Set<String> anyForms;
    private final Set<String> lastForms;

    private Names(Locale locale) {
        WordLists own = WordLists.of(locale);
        addForms(own);
        addForms(WordLists.of(Locale.ENGLISH));
        // The English lists hold hardly used names, so that many a name is on both; the German ones part most of them.
        addForms(WordLists.of(Locale.GERMAN));

        any = plain(own.words("name.first_name"));
        male = ofGender(Gender.MALE, any);
        female = ofGender(Gender.FEMALE, any);
        last = plain(own.firstOf("name.last_name", "name.male_last_name", "name.man_last_name"));
        anyForms = forms(any);
        lastForms = forms(last);
    }

    static Names of(Locale locale) {
        return LOADED.computeIfAbsent(locale.toLanguageTag(), tag -> new Names(locale));
    }

    /** The gender of the first word of a name; equal names have equal genders, whoever bears them. */
    Gender gender(String folded) {
        int end = 0;
        while (end < folded.length() && (Character.isLetter(folded.charAt(end)) || folded.charAt(end) == '\'')) {
            end++;
        }
        String first = folded.substring(0, end);
        if (maleForms.contains(first)) {
            return Gender.MALE;
        }
        return femaleForms.contains(first) ? Gender.FEMALE : Gender.OPEN;
    }

    List<String> first(Gender gender) {
        return switch (gender) {
            case MALE -> male;
            case FEMALE -> female;
            case OPEN -> any;
        };
    }

    /** Whether a folded word is a first name that is known for either gender. */
    boolean isFirst(String folded) {
        return maleForms.contains(folded) || femaleForms.contains(folded) || anyForms.contains(folded);
    }

    /** Whether a folded word is a last name of the locale. */
    boolean isLast(String folded) {
        return lastForms.contains(folded);
    }

    List<String> last() {
        return last;
    }

    private List<String> ofGender(Gender gender, List<String> names) {
        List<String> chosen = names.stream()
                .filter(name -> gender(Fold.caseless(name)) == gender)
                .toList();
        return chosen.size() < FEW ? names : chosen;
    }

    /** Names that no earlier list tells apart; names that this one has for both genders stay open. */
    private void addForms(WordLists lists) {
        Set<String> moreMale = forms(lists.firstOf(MALE));
        Set<String> moreFemale = forms(lists.firstOf(FEMALE));
        for (String name : moreMale) {
            if (!moreFemale.contains(name) && !femaleForms.contains(name)) {
                maleForms.add(name);
            }
        }
        for (String name : moreFemale) {
            if (!moreMale.contains(name) && !maleForms.contains(name)) {
                femaleForms.add(name);
            }
        }
    }

    private static Set<String> forms(List<String> names) {
        Set<String> forms = new HashSet<>();
        for (String name : names) {
            forms.add(Fold.caseless(name));
        }
        return forms;
    }

    /** Without templates and duplicates. */
    private static List<String> plain(List<String> names) {
        List<String> plain = new ArrayList<>();
        for (String name : names) {
            if (!name.contains("#{")) {
                plain.add(name);
            }
        }
        return plain;
    }
}
