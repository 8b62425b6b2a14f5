package io.penstock.pseudonym.discovery;

import org.jspecify.annotations.Nullable;

/** What the content of one value can be recognised as. */
enum Format {
    EMAIL("email", "e-mail addresses", true),
    PHONE("phone", "phone numbers", true),
    IBAN("iban", "account numbers", true),
    CARD_NUMBER("card-number", "card numbers", true),
    IP_ADDRESS("ip-address", "IP addresses", true),
    MAC_ADDRESS("device", "hardware addresses", true),
    USER_AGENT("user-agent", "names of browsers", true),
    API_KEY("secret", "keys as their makers mark them", true),
    /** A long word of random letters and digits; identifiers are such words too. */
    TOKEN("secret", "random words", false),
    URL_WITH_USER("secret", "URLs with a user's name and password", true),
    PASSWORD_HASH("password", "password hashes", true),
    HASH("hash", "hashes", false),
    STREET("street", "streets", true),
    FULL_NAME("full-name", "names of people", true),
    FIRST_NAME("first-name", "given names", true),
    LAST_NAME("last-name", "family names", true),
    CITY("city", "cities", true),
    POSTAL_CODE("postal-code", "postal codes", false),
    BIRTH_DATE("birth-date", "dates of a life ago", false),
    IMAGE("picture", "pictures", false),
    /** An e-mail address, account number, IP address or phone number inside a longer text. */
    EMBEDDED("free-text", "texts with personal values in them", true),
    UUID(null, "UUIDs", false),
    WORDS(null, "texts of several words", false),
    NAME_LIKE(null, "words of letters", false),
    CODE_LIKE(null, "codes", false);

    private final @Nullable String field;
    private final String words;
    private final boolean telling;

    /**
     * @param field of the default list
     * @param words for people, in the plural
     * @param telling whether the format alone says that a column is personal
     */
    Format(@Nullable String field, String words, boolean telling) {
        this.field = field;
        this.words = words;
        this.telling = telling;
    }

    @Nullable
    String field() {
        return field;
    }

    String words() {
        return words;
    }

    boolean telling() {
        return telling;
    }

    /** Whether it is told by its form, and not by a list of words. */
    boolean checked() {
        return this != FIRST_NAME && this != LAST_NAME && this != FULL_NAME && this != CITY;
    }
}
