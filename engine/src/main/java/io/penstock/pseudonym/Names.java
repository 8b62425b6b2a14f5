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

    private Names(Locale locale) {
        WordLists own = WordLists.of(locale);
        WordLists english = WordLists.of(Locale.ENGLISH);
        addForms(own.firstOf(MALE), maleForms);
        addForms(own.firstOf(FEMALE), femaleForms);
        addForms(english.firstOf(MALE), maleForms);
        addForms(english.firstOf(FEMALE), femaleForms);
        Set<String> both = new HashSet<>(maleForms);
        both.retainAll(femaleForms);
        maleForms.removeAll(both);
        femaleForms.removeAll(both);

        any = plain(own.words("name.first_name"));
        male = ofGender(Gender.MALE, any);
        female = ofGender(Gender.FEMALE, any);
        last = plain(own.firstOf("name.last_name", "name.male_last_name", "name.man_last_name"));
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

    List<String> last() {
        return last;
    }

    private List<String> ofGender(Gender gender, List<String> names) {
        List<String> chosen = names.stream()
                .filter(name -> gender(Fold.caseless(name)) == gender)
                .toList();
        return chosen.size() < FEW ? names : chosen;
    }

    private static void addForms(List<String> names, Set<String> forms) {
        for (String name : names) {
            forms.add(Fold.caseless(name));
        }
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
