package io.penstock.pseudonym;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What all columns of one link share, so that one value has one pseudonym in all of them: the key, the narrowest width, the smallest integer range, and whether any of
 * them must stay unique.
 */
final class LinkScope {

    private final Options.Entry first;
    private final Prf prf;
    private final Permutations permutations;
    private int width;
    private boolean unique;
    private long largest = Long.MAX_VALUE;

    LinkScope(Options.Entry first, Prf prf) {
        this.first = first;
        this.prf = prf;
        this.permutations = new Permutations(prf);
    }

    /** Takes note of a column of the link. */
    void include(BoundColumn bound) {
        int maxLength = bound.width();
        if (maxLength > 0) {
            width = width == 0 ? maxLength : Math.min(width, maxLength);
        }
        unique |= bound.unique();
        largest = Math.min(largest, bound.largestInteger());
    }

    /** The entry that the link was first seen with. */
    Options.Entry first() {
        return first;
    }

    Prf prf() {
        return prf;
    }

    Permutations permutations() {
        return permutations;
    }

    /** Characters of the narrowest column; 0 when none has a limit. */
    int width() {
        return width;
    }

    boolean unique() {
        return unique;
    }

    long largestInteger() {
        return largest;
    }

    /** Under which form values of the link are compared with kept ones. */
    static UnaryOperator<String> normaliser(Options.Entry entry, Locale mapLocale) {
        return switch (entry.recipe()) {
            case PHONE -> Phone.normaliser(region(entry.options(), mapLocale));
            case IBAN, TAX_ID -> Layout::characters;
            case UUID -> UuidCode::normalise;
            case CARD_NUMBER -> CardNumber::normalise;
            case NUMBER, CODE -> UnaryOperator.identity();
            case FIRST_NAME,
                    LAST_NAME,
                    FULL_NAME,
                    LOGIN,
                    EMAIL,
                    STREET,
                    POSTAL_CODE,
                    CITY,
                    COMPANY,
                    BIC,
                    DATE,
                    TIMESTAMP,
                    IP_ADDRESS,
                    PASSWORD_HASH,
                    SECRET,
                    REDACT,
                    EMPTY,
                    NULL,
                    CONSTANT,
                    TEXT,
                    JSON,
                    XML,
                    PARTS,
                    WORDS,
                    SQL,
                    CLASS -> Fold::caseless;
        };
    }

    /** The country of phone numbers that name none; {@code ZZ} when nothing tells. */
    static String region(Options options, Locale mapLocale) {
        if (options.country() != null) {
            return options.country();
        }
        Locale locale = options.locale() == null ? mapLocale : options.locale();
        if (!locale.getCountry().isEmpty()) {
            return locale.getCountry();
        }
        return switch (locale.getLanguage()) {
            case "en" -> "US";
            case "de", "fr", "it", "es", "nl", "pl", "pt" ->
                locale.getLanguage().toUpperCase(Locale.ROOT);
            default -> "ZZ";
        };
    }
}
