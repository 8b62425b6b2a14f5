package io.penstock.pseudonym;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Ranges of national numbers that nobody has, for each country and length: those set aside for fiction, otherwise some that the country's plan does not assign. A
 * range is found once, and every number of it is checked then, so that none has to be checked when it is drawn.
 */
final class NobodysPhones {

    /** Of a range that is searched for. */
    private static final int FREE_DIGITS = 3;

    private static final int RANGES = 6;
    private static final int SEARCHES = 600;

    private static final Map<Integer, List<String>> PATTERNS = new ConcurrentHashMap<>();

    private NobodysPhones() {}

    /** A national number of that country and length; null when no range is free. */
    static @Nullable String draw(int country, int length, KeyStream stream) {
        List<String> patterns = patterns(country, length);
        return patterns.isEmpty() ? null : fill(stream.pick(patterns), stream);
    }

    /** A number of a pattern, in which {@code #} is any digit. */
    static String fill(String pattern, KeyStream stream) {
        char[] number = pattern.toCharArray();
        for (int i = 0; i < number.length; i++) {
            if (number[i] == '#') {
                number[i] = stream.digit();
            }
        }
        return new String(number);
    }

    static List<String> patterns(int country, int length) {
        List<String> known = PATTERNS.get(country * 32 + length);
        if (known == null) {
            List<String> fictional = FictionalPhones.patterns(country, length);
            known = fictional.isEmpty() ? unassigned(country, length) : fictional;
            PATTERNS.put(country * 32 + length, known);
        }
        return known;
    }

    private static List<String> unassigned(int country, int length) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        List<String> found = new ArrayList<>();
        long any = Long.parseLong("1".repeat(length));
        if (numbers.isPossibleNumberWithReason(number(country, any)) != ValidationResult.IS_POSSIBLE) {
            // No number of the country is that long.
            for (char first = '1'; first <= '9'; first++) {
                String pattern = first + "#".repeat(length - 1);
                if (isReadBack(numbers, country, pattern)) {
                    found.add(pattern);
                }
            }
            return List.copyOf(found);
        }
        int free = Math.min(FREE_DIGITS, length - 1);
        long prefixes = power(length - free);
        long lowest = prefixes / 10;
        // Steps that are no divisor of the number of prefixes lead all over the plan, the same way in every run.
        long step = (long) (prefixes * 0.381966) | 1;
        long at = step;
        for (int i = 0; i < SEARCHES && found.size() < RANGES; i++) {
            at = (at + step) % prefixes;
            String pattern = at + "#".repeat(free);
            if (at >= lowest && !found.contains(pattern) && isFree(numbers, country, at, power(free), pattern)) {
                found.add(pattern);
            }
        }
        return List.copyOf(found);
    }

    private static boolean isFree(PhoneNumberUtil numbers, int country, long prefix, long size, String pattern) {
        if (!isReadBack(numbers, country, pattern)) {
            return false;
        }
        // In an order that meets an assigned number early.
        for (long i = 0; i < size; i++) {
            if (numbers.isValidNumber(number(country, prefix * size + i * 377 % size))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a number of the pattern is not taken for one with a trunk prefix. */
    private static boolean isReadBack(PhoneNumberUtil numbers, int country, String pattern) {
        String significant = pattern.replace('#', '5');
        try {
            PhoneNumber read = numbers.parse("+" + country + significant, null);
            return read.getCountryCode() == country
                    && numbers.getNationalSignificantNumber(read).equals(significant);
        } catch (NumberParseException e) {
            return false;
        }
    }

    private static PhoneNumber number(int country, long national) {
        return new PhoneNumber().setCountryCode(country).setNationalNumber(national);
    }

    private static long power(int digits) {
        long power = 1;
        for (int i = 0; i < digits; i++) {
            power *= 10;
        }
        return power;
    }
}
