package io.penstock.pseudonym;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers of the same country, length and layout that nobody has: of a range that the country's regulator sets aside for fiction where there is one of that
 * length, otherwise of a possible length but in no assigned range.
 */
final class Phone extends Walking {

    private static final int DRAWS = 400;

    /** {@code 0011} or the like and a country code; with more digits before the number, something else stands there. */
    private static final int LONGEST_PREFIX = 7;

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final String region;
    private final Pseudonymizer otherwise;

    /**
     * @param region of numbers that are written without a country, such as {@code DE}
     * @param otherwise for what is no phone number
     */
    Phone(Prf prf, KeptValues.Link kept, String region, Pseudonymizer otherwise) {
        super(prf, kept);
        this.region = region;
        this.otherwise = otherwise;
    }

    /** The number with its country where it can be read, so that {@code 030 1234567} and {@code +49 30 1234567} are one. */
    static UnaryOperator<String> normaliser(String region) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        return value -> {
            PhoneNumber number = parse(numbers, value, region);
            return number == null
                    ? Fold.caseless(value)
                    : numbers.format(number, PhoneNumberUtil.PhoneNumberFormat.E164);
        };
    }

    private static @Nullable PhoneNumber parse(PhoneNumberUtil numbers, String value, String region) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isLetter(value.charAt(i))) {
                return null;
            }
        }
        try {
            return numbers.parse(value, region);
        } catch (NumberParseException e) {
            // Expected: people write anything into such fields. The caller counts it.
            return null;
        }
    }

    @Override
    @Nullable
    String candidate(String value, KeyStream stream, RowContext row) {
        PhoneNumber number = parse(numbers, value, region);
        if (number == null) {
            return otherwise.replace(value, row);
        }
        String significant = numbers.getNationalSignificantNumber(number);
        String digits = digits(value);
        int at = digits.lastIndexOf(significant);
        String made = at < 0 || at > LONGEST_PREFIX ? null : unassigned(number, significant.length(), stream);
        if (made == null) {
            return otherwise.replace(value, row);
        }
        StringBuilder all =
                new StringBuilder(digits.length()).append(digits, 0, at).append(made);
        while (all.length() < digits.length()) {
            all.append(stream.digit());
        }
        return Layout.fill(value, all);
    }

    private @Nullable String unassigned(PhoneNumber original, int length, KeyStream stream) {
        int country = original.getCountryCode();
        String fictional = FictionalPhones.of(country, length, stream);
        if (fictional != null) {
            return fictional;
        }
        for (int i = 0; i < DRAWS; i++) {
            StringBuilder drawn = new StringBuilder(length);
            drawn.append((char) ('1' + stream.below(9)));
            while (drawn.length() < length) {
                drawn.append(stream.digit());
            }
            PhoneNumber number =
                    new PhoneNumber().setCountryCode(country).setNationalNumber(Long.parseLong(drawn.toString()));
            if (!numbers.isValidNumber(number)) {
                return drawn.toString();
            }
        }
        return null;
    }

    private static String digits(String value) {
        StringBuilder digits = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            int digit = Character.digit(value.charAt(i), 10);
            if (digit >= 0) {
                digits.append((char) ('0' + digit));
            }
        }
        return digits.toString();
    }
}
