package io.penstock.pseudonym;

/** How many characters pseudonyms need. */
final class Widths {

    static final String DEFAULT_DOMAIN = "example.test";

    /** Below this, so many values would share one e-mail address that it is of no use. */
    private static final int SHORTEST_TAG = 6;

    private Widths() {}

    /** The width that a column must have; 1 when any will do. */
    static int needed(Options.Entry entry, boolean unique) {
        return switch (entry.recipe()) {
            case LOGIN -> unique ? Tagged.TAG : 1;
            case EMAIL -> suffix(entry.options()).length() + (unique ? Tagged.TAG : SHORTEST_TAG);
            case IP_ADDRESS -> IpAddress.WIDTH;
            case SECRET -> unique ? VoidSecret.WIDTH : 1;
            case JSON -> 2;
            case XML -> XmlDocument.REDACTED.length();
            case FIRST_NAME,
                    LAST_NAME,
                    FULL_NAME,
                    PHONE,
                    STREET,
                    POSTAL_CODE,
                    CITY,
                    COMPANY,
                    IBAN,
                    BIC,
                    TAX_ID,
                    TIMESTAMP,
                    UUID,
                    PASSWORD_HASH,
                    CARD_NUMBER,
                    DATE,
                    NUMBER,
                    CODE,
                    REDACT,
                    EMPTY,
                    NULL,
                    CONSTANT,
                    TEXT,
                    PARTS,
                    WORDS,
                    SQL,
                    CLASS -> 1;
        };
    }

    static String suffix(Options options) {
        return "@" + (options.domain() == null ? DEFAULT_DOMAIN : options.domain());
    }
}
