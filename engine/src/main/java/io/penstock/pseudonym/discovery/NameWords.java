package io.penstock.pseudonym.discovery;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a table's or column's name: {@code billingFirstName}, {@code BILLING_FIRST_NAME} and {@code billing first name} have the same three. Numbers at the
 * end of a word are dropped, umlauts written out.
 */
record NameWords(List<String> words) {

    NameWords {
        words = List.copyOf(words);
    }

    static NameWords of(String name) {
        List<String> words = new ArrayList<>();
        for (String part : name.replaceAll("(?<=[\\p{Ll}0-9])(?=\\p{Lu})", "_").split("[^\\p{L}\\p{N}]+", -1)) {
            String word = folded(part).replaceAll("[0-9]+$", "");
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return new NameWords(words);
    }

    private static String folded(String part) {
        String lower = part.toLowerCase(Locale.ROOT);
        String written =
                lower.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss");
        return Normalizer.normalize(written, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }

    String joined() {
        return String.join("", words);
    }

    String last() {
        return words.isEmpty() ? "" : words.get(words.size() - 1);
    }

    boolean isEmpty() {
        return words.isEmpty();
    }
}
