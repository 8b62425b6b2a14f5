package io.penstock.pseudonym.discovery;

import java.util.regex.Pattern;

/** How values of some formats are written. Those with check digits are decided by them, not by the pattern. */
final class Patterns {

    static final Pattern EMAIL = Pattern.compile(
            "[^\\s@<>()\\[\\],;:\"]{1,64}@[\\p{L}0-9](?:[\\p{L}0-9-]*[\\p{L}0-9])?(?:\\.[\\p{L}0-9-]+)*\\.\\p{L}{2,}");
    static final Pattern EMAIL_INSIDE =
            Pattern.compile("[\\p{L}0-9._%+-]+@[\\p{L}0-9-]+(?:\\.[\\p{L}0-9-]+)*\\.\\p{L}{2,}");
    static final Pattern IBAN = Pattern.compile("[A-Za-z]{2}[0-9]{2}(?: ?[A-Za-z0-9]){11,30}");
    static final Pattern IBAN_INSIDE = Pattern.compile("\\b[A-Z]{2}[0-9]{2}(?: ?[0-9]{4}){4,7}");
    static final Pattern MAC = Pattern.compile("[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}");
    static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(?:-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}");
    static final Pattern DATE = Pattern.compile("((?:18|19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})(?![0-9-])");

    /** A plus or a zero before, or groups of digits parted as phone numbers are. */
    static final Pattern PHONE = Pattern.compile(
            "(?:\\+|00)[0-9][0-9 ()./-]{6,20}|0[0-9()][0-9 ()./-]{5,18}|\\([0-9]{2,5}\\) ?[0-9][0-9 ./-]{4,12}|[0-9]{3}[-. ][0-9]{3}[-. ][0-9]{4}");

    static final Pattern PHONE_INSIDE = Pattern.compile(
            "\\+[0-9]{1,3}[ ()/-]{0,2}[0-9](?:[ ()/.-]{0,2}[0-9]){6,12}|\\b0[1-9][0-9]{1,4}[ /-]{1,3}[0-9]{3,}(?:[ -]?[0-9]+)*");
    static final Pattern POSTAL_CODE = Pattern.compile(
            "(?:[A-Z]{1,2}-)?[0-9]{4,5}|[0-9]{5}-[0-9]{4}|[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]|[0-9]{4} ?[A-Z]{2}|[0-9]{2,3} [0-9]{2,3}");
    static final Pattern USER_AGENT =
            Pattern.compile("^(?:Mozilla|Opera|curl|Wget|okhttp|PostmanRuntime|Dalvik)/[0-9]|AppleWebKit/");
    static final Pattern PASSWORD_HASH = Pattern.compile(
            "\\$(?:2[abxy]|argon2[a-z]*|pbkdf2[a-z0-9-]*|scrypt|[1569y]|ssha)\\$.{10,}|\\{(?:bcrypt|scrypt|argon2|pbkdf2|noop|SSHA|SHA)[a-zA-Z0-9@_]*\\}.{4,}");
    static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{128}");
    static final Pattern URL_WITH_USER = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s@:]+:[^/\\s@]+@");

    /** How makers of keys begin them, a JSON web token, and keys in PEM. */
    static final Pattern KEY = Pattern.compile(
            "eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{4,}\\.|(?:[sr]k|pk)_(?:live|test)_[A-Za-z0-9]{8,}|gh[pousr]_[A-Za-z0-9]{20,}|glpat-|xox[abprs]-|AKIA[A-Z0-9]{12,}|AIza[A-Za-z0-9_-]{30,}|-----BEGIN |Bearer [A-Za-z0-9]");

    /** One word of at least twenty characters with digits and letters of both cases, or of no word's length. */
    static final Pattern TOKEN = Pattern.compile(
            "(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])(?=[^0-9]*[0-9])[A-Za-z0-9+_-]{20,}|[A-Za-z0-9+/]{20,}={1,2}|(?=[^0-9]*[0-9])(?=[^a-z]*[a-z])[a-z0-9]{28,}");

    static final Pattern IMAGE =
            Pattern.compile("(?:\\\\211|\\\\x89)?PNG|\\\\377\\\\330\\\\377|GIF8[79]a|RIFF....WEBP|data:image/");
    static final Pattern LETTERS = Pattern.compile("[\\p{L}][\\p{L}\\p{M}'’. -]*(?:,? ?[\\p{L}.]+)*");

    private static final Pattern STREET = Pattern.compile(
            "(?iu)\\p{L}[\\p{L} .'-]*(?:stra(?:ß|ss)e|str\\.?|weg|platz|allee|gasse|damm|ufer|ring|steig|chaussee|straat|laan|vägen|gatan)\\.? ?[0-9]{0,4} ?[a-z]?"
                    + "|[0-9]{1,5}[a-z]?,? (?:[\\p{L}0-9.'-]+ ){1,5}(?:street|st|road|rd|avenue|ave|av|lane|ln|drive|dr|way|boulevard|blvd|court|ct|place|pl|square|sq|terrace|parkway|pkwy|circle|loop|manor|plaza|crescent|close|hill)\\.?.{0,12}"
                    + "|(?:[0-9]{1,5},? ?(?:bis |ter )?)?(?:rue|avenue|boulevard|place|chemin|quai|calle|c/|avda?\\.?|av\\.|via|viale|piazza|rua|ul\\.) \\p{L}.{2,40}");

    private static final Pattern IPV4 = Pattern.compile(
            "(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})\\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(?:/[0-9]{1,2})?");
    private static final Pattern IPV6 =
            Pattern.compile("(?=.*:.*:)(?!.*::.*::)(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?:/[0-9]{1,3})?");
    private static final Pattern CARD = Pattern.compile("[3-6][0-9]{3}(?:[ -]?[0-9]){8,15}");

    private Patterns() {}

    static boolean isStreet(String value) {
        return STREET.matcher(value).matches();
    }

    static boolean isIp(String value) {
        return IPV4.matcher(value).matches()
                || (value.indexOf(':') >= 0 && IPV6.matcher(value).matches());
    }

    /** Card numbers: 13 to 19 digits of a scheme's range with a correct check digit (ISO/IEC 7812, Luhn). */
    static final class Card {

        private Card() {}

        static boolean matches(String value) {
            if (!CARD.matcher(value).matches()) {
                return false;
            }
            int sum = 0;
            int place = 0;
            for (int i = value.length() - 1; i >= 0; i--) {
                int digit = value.charAt(i) - '0';
                if (digit < 0 || digit > 9) {
                    continue;
                }
                int counted = place % 2 == 0 ? digit : digit * 2;
                sum += counted > 9 ? counted - 9 : counted;
                place++;
            }
            return place >= 13 && sum % 10 == 0;
        }
    }
}
