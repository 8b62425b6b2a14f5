package io.penstock.pseudonym;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Words to search for, made anew from what stands in other columns of the row now: lower-cased words with their places, as PostgreSQL's configuration {@code simple}
 * gives them. Without columns there are none.
 */
record SearchWords(List<String> of) implements Pseudonymizer {

    /** Limits of a {@code tsvector}. */
    private static final int LAST_PLACE = 16_383;

    private static final int PLACES = 255;
    private static final int LONGEST = 2046 / 4;

    @Override
    public String replace(String value, RowContext row) {
        Map<String, List<Integer>> words = new TreeMap<>();
        int place = 0;
        for (String column : of) {
            String text = row.pseudonym(column);
            if (text == null) {
                continue;
            }
            for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
                if (!word.isEmpty() && word.length() <= LONGEST) {
                    place = Math.min(LAST_PLACE, place + 1);
                    List<Integer> places = words.computeIfAbsent(word, absent -> new ArrayList<>());
                    if (places.size() < PLACES) {
                        places.add(place);
                    }
                }
            }
        }
        StringBuilder made = new StringBuilder();
        words.forEach((word, places) -> {
            made.append(made.length() == 0 ? "'" : " '").append(word).append("':");
            for (int i = 0; i < places.size(); i++) {
                made.append(i == 0 ? "" : ",").append(places.get(i));
            }
        });
        return made.toString();
    }
}
