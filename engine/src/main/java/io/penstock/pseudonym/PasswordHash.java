package io.penstock.pseudonym;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hash of one password that is written in the documentation, so that testers can sign in: bcrypt, or an unsalted digest where the value is one. A hash that fits
 * nowhere becomes a void one.
 */
final class PasswordHash implements Pseudonymizer {

    /** bcrypt of {@code penstock} with a fixed salt, cost 10. */
    static final String BCRYPT = "$2a$10$aETsa1PtW0qrbETxbETwaumuQ5UbX31J9cqmB0hooVeYepr8H23ji";

    private static final String HEXADECIMAL = "[0-9a-fA-F]+";

    /** Of {@code penstock}: MD5, SHA-1, SHA-256, SHA-512, by their length in hexadecimal digits. */
    private static final Map<Integer, String> DIGESTS = Map.of(
            32,
            "f42fda1779d988af1b9d70ab49258b21",
            40,
            "b8520015a39ef98625f2c9a0d429c3f68d8f1f7b",
            64,
            "539508beacbe5cd12935e2b721557239652992a7f89de0408224d61fca3f61a8",
            128,
            "6882f24144059d9863c16dbac848a689d7b176d9ffa131204b9f1da6736e2961"
                    + "6c1adb3844a4afb8861ca2c85104f99c5d04f724972082461396032d3767a6d6");

    private final @Nullable String given;
    private final int maxLength;
    private final OddValues odd;

    /** @param given what is written in place of all others; null for the documented ones */
    PasswordHash(@Nullable String given, int maxLength, OddValues odd) {
        this.given = given;
        this.maxLength = maxLength;
        this.odd = odd;
    }

    @Override
    public String replace(String value, RowContext row) {
        if (given != null) {
            return given;
        }
        String digest = value.matches(HEXADECIMAL) ? DIGESTS.get(value.length()) : null;
        if (digest != null) {
            return value.equals(value.toUpperCase(Locale.ROOT)) ? digest.toUpperCase(Locale.ROOT) : digest;
        }
        if (maxLength > 0 && maxLength < BCRYPT.length()) {
            odd.add();
            return Fold.cut("void", maxLength);
        }
        boolean bcrypt = value.matches("\\$2[aby]\\$.*") && value.length() == BCRYPT.length();
        return bcrypt ? value.substring(0, 4) + BCRYPT.substring(4) : BCRYPT;
    }
}
