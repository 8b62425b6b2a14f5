package io.penstock.pseudonym;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One kind of tax number.
 *
 * @param country two letters
 * @param telling whether numbers of this kind look like those of no other country, so that they need no hint
 * @param layout of the whole value, where kinds differ in nothing but their dashes; null for any
 * @param shape of the letters and digits, in capitals
 * @param draw what is drawn: see {@link Draw}
 * @param completed the same characters with correct check characters; null where there are none for them
 */
record TaxForm(
        String country,
        boolean telling,
        @Nullable Pattern layout,
        Pattern shape,
        Draw draw,
        UnaryOperator<@Nullable String> completed) {

    /** Gives characters whose check characters are still to be completed. */
    @FunctionalInterface
    interface Draw {
        String characters(String original, KeyStream stream);
    }

    /** Where some numbers have no check characters these are at most one in ten; 200 draws find none with a chance below 2^-600. */
    private static final int DRAWS = 200;

    /**
     * A form that is drawn from a template: {@code #} is any digit, {@code @} any letter, {@code =} the character that stands there, {@code ?} a check character, and
     * everything else itself.
     */
    static TaxForm of(
            String country, boolean telling, String shape, String template, UnaryOperator<@Nullable String> completed) {
        Draw draw = (original, stream) -> filled(template, original, stream);
        return new TaxForm(country, telling, null, Pattern.compile(shape), draw, completed);
    }

    static String filled(String template, String original, KeyStream stream) {
        StringBuilder made = new StringBuilder(original.length());
        for (int i = 0; i < template.length(); i++) {
            switch (template.charAt(i)) {
                case '#' -> made.append(stream.digit());
                case '@' -> made.append((char) ('A' + stream.below(26)));
                case '=' -> made.append(original.charAt(i));
                case '?' -> made.append('0');
                default -> made.append(template.charAt(i));
            }
        }
        return made.append(original, Math.min(template.length(), original.length()), original.length())
                .toString();
    }

    /** Whether a value is a correct number of this kind. */
    boolean reads(String value, String characters) {
        return shape.matcher(characters).matches()
                && (layout == null || layout.matcher(value).matches())
                && characters.equals(completed.apply(characters));
    }

    /** Another number of this kind; null when none was found. */
    @Nullable
    String another(String characters, KeyStream stream) {
        for (int i = 0; i < DRAWS; i++) {
            String made = completed.apply(draw.characters(characters, stream));
            if (made != null) {
                return made;
            }
        }
        return null;
    }
}
