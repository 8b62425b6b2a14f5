package io.penstock.pseudonym;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Finds country and national number in what people write. Safe for use by several threads.
 *
 * <p>libphonenumber decides, but not for every value: what precedes the national number depends on the first digits and on their number, so that its answer for one
 * representative of those, made of them alone, stands for all, in every run. Values with other characters than digits and common punctuation are read by it
 * one by one.
 */
final class PhoneReader {

    /**
     * What was found.
     *
     * @param digits all of the value
     * @param at where the national number begins in them; -1 when it does not stand there as such
     */
    record Reading(int country, String digits, int at, String significant) {}

    private static final int SHORTEST = 5;
    private static final int LONGEST = 17;
    private static final String FILLING = "23456789234567892";

    /** A slot holds 40 bits of what was asked, and 16 of the answer: the country, above 4 bits of where the number begins. */
    private static final int ANSWER_BITS = 16;

    private static final int SLOTS = 1 << 15;
    private static final int PROBES = 8;
    private static final int UNREADABLE = 15;
    private static final int ONE_BY_ONE = 14;

    private static final Map<String, PhoneReader> READERS = new ConcurrentHashMap<>();

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final Set<Integer> countries = Set.copyOf(numbers.getSupportedCallingCodes());
    private final AtomicLongArray answers = new AtomicLongArray(SLOTS);
    private final String region;

    private PhoneReader(String region) {
        this.region = region;
    }

    static PhoneReader of(String region) {
        return READERS.computeIfAbsent(region, PhoneReader::new);
    }

    /** Null for what is no phone number. */
    @Nullable
    Reading read(String value) {
        char[] digits = new char[Math.min(value.length(), LONGEST)];
        int count = 0;
        boolean plus = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= '0' && c <= '9' && count < LONGEST) {
                digits[count++] = c;
            } else if (c == '+' && !plus && count == 0) {
                plus = true;
            } else if (c != ' ' && c != '-' && c != '(' && c != ')' && c != '.' && c != '/') {
                return byLibrary(value);
            }
        }
        int lead = count < SHORTEST ? 0 : lead(digits, plus);
        if (lead == 0 || lead > count) {
            return byLibrary(value);
        }
        int answer = answer(digits, count, lead, plus);
        int at = answer & 15;
        if (at == UNREADABLE) {
            return null;
        }
        return at == ONE_BY_ONE
                ? byLibrary(value)
                : new Reading(answer >>> 4, new String(digits, 0, count), at, new String(digits, at, count - at));
    }

    /** How many of the first digits decide; 0 for those of no country. */
    private int lead(char[] digits, boolean plus) {
        if (!plus) {
            boolean abroad = digits[0] == '0' && (digits[1] == '0' || digits[1] == '1' && digits[2] == '1');
            return abroad ? 7 : 4;
        }
        int code = 0;
        for (int i = 0; i < 3; i++) {
            code = code * 10 + digits[i] - '0';
            if (countries.contains(code)) {
                return i + 4;
            }
        }
        return 0;
    }

    private int answer(char[] digits, int count, int lead, boolean plus) {
        long asked = plus ? 3 : 2;
        asked = (asked << 5 | count) << 3 | lead;
        long leading = 0;
        for (int i = 0; i < lead; i++) {
            leading = leading * 10 + digits[i] - '0';
        }
        asked = asked << 24 | leading;
        int slot = (int) (asked * 0x9E3779B97F4A7C15L >>> 49);
        int free = slot;
        for (int i = 0; i < PROBES; i++) {
            long entry = answers.getPlain((slot + i) % SLOTS);
            if (entry >>> ANSWER_BITS == asked) {
                return (int) entry & 0xFFFF;
            }
            if (entry == 0) {
                free = (slot + i) % SLOTS;
                break;
            }
        }
        int answer = ask(digits, count, lead, plus);
        answers.setOpaque(free, asked << ANSWER_BITS | answer);
        return answer;
    }

    private int ask(char[] digits, int count, int lead, boolean plus) {
        String all = new String(digits, 0, lead) + FILLING.substring(0, count - lead);
        PhoneNumber number = parsed(plus ? "+" + all : all);
        if (number == null) {
            return UNREADABLE;
        }
        String significant = numbers.getNationalSignificantNumber(number);
        int at = count - significant.length();
        boolean stands = at >= 0 && at < ONE_BY_ONE && all.endsWith(significant);
        return number.getCountryCode() << 4 | (stands ? at : ONE_BY_ONE);
    }

    private @Nullable Reading byLibrary(String value) {
        StringBuilder digits = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            if (Character.isLetter(value.charAt(i))) {
                return null;
            }
            int digit = Character.digit(value.charAt(i), 10);
            if (digit >= 0) {
                digits.append((char) ('0' + digit));
            }
        }
        PhoneNumber number = parsed(value);
        if (number == null) {
            return null;
        }
        String significant = numbers.getNationalSignificantNumber(number);
        return new Reading(number.getCountryCode(), digits.toString(), digits.lastIndexOf(significant), significant);
    }

    private @Nullable PhoneNumber parsed(String value) {
        try {
            return numbers.parse(value, region);
        } catch (NumberParseException e) {
            // Expected: people write anything into such fields. The caller counts it.
            return null;
        }
    }
}
