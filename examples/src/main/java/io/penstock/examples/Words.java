package io.penstock.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** The word lists of {@code words.properties}. */
final class Words {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final String CYRILLIC = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя";
    private static final String[] LATIN = {
        "a", "b", "v", "h", "g", "d", "e", "ie", "zh", "z", "y", "i", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s",
        "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "iu", "ia"
    };

    private final Map<String, String[]> lists = new HashMap<>();

    private Words() {}

    static Words load() {
        Properties properties = new Properties();
        try (InputStream in = Resources.open("words.properties");
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Words words = new Words();
        properties
                .stringPropertyNames()
                .forEach(name ->
                        words.lists.put(name, properties.getProperty(name).split("\\|", -1)));
        return words;
    }

    String[] list(String name) {
        String[] list = lists.get(name);
        if (list == null) {
            throw new IllegalArgumentException("No word list " + name);
        }
        return list;
    }

    /** The word of a list that a number stands for. */
    String pick(String name, long number) {
        String[] list = list(name);
        return list[(int) Math.floorMod(number, (long) list.length)];
    }

    /** The word as it may stand in an e-mail address: {@code Jördis} gives {@code jordis}. */
    static String plain(String word) {
        StringBuilder latin = new StringBuilder();
        for (char c : word.toLowerCase(Locale.ROOT).toCharArray()) {
            int cyrillic = CYRILLIC.indexOf(c);
            switch (c) {
                case 'ß' -> latin.append("ss");
                case 'ł' -> latin.append('l');
                default -> {
                    if (cyrillic >= 0) {
                        latin.append(LATIN[cyrillic]);
                    } else {
                        latin.append(c);
                    }
                }
            }
        }
        String bare =
                MARKS.matcher(Normalizer.normalize(latin, Normalizer.Form.NFD)).replaceAll("");
        return OTHERS.matcher(bare).replaceAll("");
    }
}
