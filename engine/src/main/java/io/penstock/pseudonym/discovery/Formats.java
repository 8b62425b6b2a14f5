package io.penstock.pseudonym.discovery;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.penstock.pseudonym.discovery.Patterns.Card;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import org.iban4j.Iban4jException;
import org.iban4j.IbanUtil;
import org.jspecify.annotations.Nullable;

/** Recognises the formats of values. */
final class Formats {

    /** Numbers without a country code are tried as numbers of these. */
    private static final List<String> COUNTRIES = List.of("DE", "US", "GB", "FR", "AT", "CH");

    private static final double RANDOM_BITS = 3.3;

    private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    private final KnownNames names;
    private final LocalDate today;

    Formats(KnownNames names, LocalDate today) {
        this.names = names;
        this.today = today;
    }

    /** The formats of a value that is neither NULL nor blank. */
    Set<Format> of(String raw) {
        String value = raw.strip();
        Set<Format> found = EnumSet.noneOf(Format.class);
        boolean blank = value.indexOf(' ') >= 0 || value.indexOf('\n') >= 0;
        boolean digit = value.chars().anyMatch(Character::isDigit);
        if (Patterns.EMAIL.matcher(value).matches()) {
            found.add(Format.EMAIL);
        } else if (Patterns.USER_AGENT.matcher(value).find()) {
            found.add(Format.USER_AGENT);
        } else if (digit) {
            numbers(value, found);
        }
        if (!blank) {
            tokens(value, found);
        }
        if (found.isEmpty()) {
            words(value, digit, found);
        }
        return found;
    }

    private void numbers(String value, Set<Format> found) {
        if (isDate(value)) {
            LocalDate date = date(value);
            if (date != null && date.isAfter(today.minusYears(105)) && date.isBefore(today.minusYears(14))) {
                found.add(Format.BIRTH_DATE);
            }
            return;
        }
        if (isIban(value)) {
            found.add(Format.IBAN);
        } else if (Card.matches(value)) {
            found.add(Format.CARD_NUMBER);
        } else if (Patterns.isIp(value)) {
            found.add(Format.IP_ADDRESS);
        } else if (Patterns.MAC.matcher(value).matches()) {
            found.add(Format.MAC_ADDRESS);
        } else if (Patterns.UUID.matcher(value).matches()) {
            found.add(Format.UUID);
        } else if (isPhone(value)) {
            found.add(Format.PHONE);
        } else if (Patterns.POSTAL_CODE.matcher(value).matches()) {
            found.add(Format.POSTAL_CODE);
        }
    }

    private static boolean isDate(String value) {
        return Patterns.DATE.matcher(value).lookingAt();
    }

    private static @Nullable LocalDate date(String value) {
        Matcher matcher = Patterns.DATE.matcher(value);
        try {
            return matcher.lookingAt()
                    ? LocalDate.of(
                            Integer.parseInt(matcher.group(1)),
                            Integer.parseInt(matcher.group(2)),
                            Integer.parseInt(matcher.group(3)))
                    : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private boolean isIban(String value) {
        if (!Patterns.IBAN.matcher(value).matches()) {
            return false;
        }
        try {
            String iban = value.replace(" ", "").toUpperCase(Locale.ROOT);
            IbanUtil.validate(iban);
            names.country(iban.substring(0, 2));
            return true;
        } catch (Iban4jException e) {
            // Expected: other codes are written alike.
            return false;
        }
    }

    /** A number that is written as people write phone numbers, and that a phone could have. Digits alone may be anything. */
    private boolean isPhone(String value) {
        if (!Patterns.PHONE.matcher(value).matches()) {
            return false;
        }
        String number = value.startsWith("00") ? "+" + value.substring(2) : value;
        if (number.startsWith("+")) {
            String country = countryOf(number, "DE");
            if (country != null) {
                names.country(country);
            }
            return country != null;
        }
        return COUNTRIES.stream().anyMatch(country -> countryOf(number, country) != null);
    }

    /** The country of a valid number; null for any other. */
    private @Nullable String countryOf(String number, String country) {
        try {
            PhoneNumber parsed = phones.parse(number, country);
            return phones.isValidNumber(parsed) ? phones.getRegionCodeForNumber(parsed) : null;
        } catch (NumberParseException e) {
            // Expected: most values are none.
            return null;
        }
    }

    private static void tokens(String value, Set<Format> found) {
        if (Patterns.PASSWORD_HASH.matcher(value).matches()) {
            found.add(Format.PASSWORD_HASH);
        } else if (Patterns.URL_WITH_USER.matcher(value).lookingAt()) {
            found.add(Format.URL_WITH_USER);
        } else if (Patterns.HASH.matcher(value).matches() && !found.contains(Format.CARD_NUMBER)) {
            found.add(Format.HASH);
        } else if (Patterns.KEY.matcher(value).lookingAt()) {
            found.add(Format.API_KEY);
        } else if (found.isEmpty() && Patterns.TOKEN.matcher(value).matches() && bits(value) > RANDOM_BITS) {
            found.add(Format.TOKEN);
        }
    }

    /** Entropy of the characters, in bits each. */
    private static double bits(String value) {
        double bits = 0;
        for (int c : value.chars().distinct().toArray()) {
            double share = value.chars().filter(other -> other == c).count() / (double) value.length();
            bits -= share * Math.log(share) / Math.log(2);
        }
        return bits;
    }

    private void words(String value, boolean digit, Set<Format> found) {
        String[] words = value.split("[\\s,]+", -1);
        if (Patterns.IMAGE.matcher(value).lookingAt()) {
            found.add(Format.IMAGE);
        }
        if (words.length <= 7 && Patterns.isStreet(value)) {
            found.add(Format.STREET);
        }
        if (!digit && words.length <= 5 && Patterns.LETTERS.matcher(value).matches()) {
            found.add(Format.NAME_LIKE);
            found.addAll(names.of(value, words));
        }
        if (words.length == 1 && digit) {
            found.add(Format.CODE_LIKE);
        }
        if (words.length >= 4) {
            found.add(Format.WORDS);
            if (Patterns.EMAIL_INSIDE.matcher(value).find()
                    || Patterns.IBAN_INSIDE.matcher(value).find()
                    || Patterns.PHONE_INSIDE.matcher(value).find()
                    || names.inside(words)) {
                found.add(Format.EMBEDDED);
            }
        }
    }
}
