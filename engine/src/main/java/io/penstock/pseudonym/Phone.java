package io.penstock.pseudonym;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers of the same country, length and layout that nobody has: of a range that the country's regulator sets aside for fiction where there is one of that
 * length, otherwise of a possible length but in no assigned range.
 */
final class Phone extends Walking {

    /** {@code 0011} or the like and a country code; with more digits before the number, something else stands there. */
    private static final int LONGEST_PREFIX = 7;

    private final PhoneReader reader;

    /**
     * @param region of numbers that are written without a country, such as {@code DE}
     * @param otherwise for what is no phone number
     */
    Phone(Prf prf, KeptValues.Link kept, String region, Shaped otherwise) {
        super(prf, kept, otherwise);
        this.reader = PhoneReader.of(region);
    }

    /** The number with its country where it can be read, so that {@code 030 1234567} and {@code +49 30 1234567} are one. */
    static UnaryOperator<String> normaliser(String region) {
        PhoneReader reader = PhoneReader.of(region);
        return value -> {
            PhoneReader.Reading reading = reader.read(value);
            return reading == null ? Fold.caseless(value) : "+" + reading.country() + reading.significant();
        };
    }

    /** Of a country; 0 when it has none. */
    static int callingCode(String region) {
        return PhoneNumberUtil.getInstance().getCountryCodeForRegion(region);
    }

    @Override
    @Nullable
    String candidate(String value, KeyStream stream, RowContext row) {
        PhoneReader.Reading reading = reader.read(value);
        if (reading == null || reading.at() < 0 || reading.at() > LONGEST_PREFIX) {
            return null;
        }
        String made =
                NobodysPhones.draw(reading.country(), reading.significant().length(), stream);
        if (made == null) {
            return null;
        }
        String digits = reading.digits();
        StringBuilder all = new StringBuilder(digits.length())
                .append(digits, 0, reading.at())
                .append(made);
        while (all.length() < digits.length()) {
            all.append(stream.digit());
        }
        return Layout.fill(value, all);
    }
}
