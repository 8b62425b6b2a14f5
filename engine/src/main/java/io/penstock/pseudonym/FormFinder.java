package io.penstock.pseudonym;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in a text what tells by its form that it is an e-mail address, an account, card or phone number, or, by the word before it, a login. */
final class FormFinder {

    private static final Pattern EMAIL = Pattern.compile(
            "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}._%+'-]{0,63})@(?:[\\p{L}\\p{N}-]{1,63}\\.){1,8}[\\p{L}]{2,24}");
    private static final Pattern IBAN =
            Pattern.compile("(?<![\\p{L}\\p{N}])[A-Za-z]{2}[0-9]{2}(?=[ -]?[A-Za-z0-9]{4})");
    private static final Pattern CARD =
            Pattern.compile("(?<![\\p{L}\\p{N}])[0-9](?:[ -]?[0-9]){11,18}(?![\\p{L}\\p{N}])");
    private static final Pattern PHONE = Pattern.compile(
            "(?<![\\p{L}\\p{N}+])(?<![0-9][.,/-])(?:\\+|\\(?0|\\([1-9])[0-9 ()/.\\u00a0-]{5,22}[0-9](?![\\p{L}\\p{N}])"
                    + "|(?<![\\p{L}\\p{N}+-])[2-9][0-9]{2}[-. ][2-9][0-9]{2}[-. ][0-9]{4}(?![\\p{L}\\p{N}-])");
    private static final Pattern LOGIN = Pattern.compile(
            "(?iu)(?<![\\p{L}\\p{N}])(?:login|user(?:[ _-]?(?:name|id))?|account|benutzer(?:name|kennung)?|anmeldename|konto"
                    + "|identifiant|utilisateur|usuario|utente)\\s{0,3}[:=]\\s{0,3}[\"'\u201e\u201c]?([^\\s\"',;<>()\u201c\u201d]{2,80})");

    /** What was found. */
    @FunctionalInterface
    interface Found {
        void at(Recipe recipe, int start, int end);
    }

    private final PhoneReader phones;

    /** @param region of phone numbers that name no country */
    FormFinder(String region) {
        this.phones = PhoneReader.of(region);
    }

    void find(String text, Found found) {
        boolean digits = text.chars().anyMatch(c -> c >= '0' && c <= '9');
        if (text.indexOf('@') >= 0) {
            Matcher email = EMAIL.matcher(text);
            while (email.find()) {
                found.at(Recipe.EMAIL, email.start(), email.end());
            }
        }
        if (digits) {
            accounts(text, found);
            Matcher card = CARD.matcher(text);
            while (card.find()) {
                if (CardNumber.isCard(CardNumber.normalise(card.group()))) {
                    found.at(Recipe.CARD_NUMBER, card.start(), card.end());
                }
            }
            Matcher phone = PHONE.matcher(text);
            while (phone.find()) {
                PhoneReader.Reading reading = phones.read(phone.group());
                if (reading != null && reading.at() >= 0) {
                    found.at(Recipe.PHONE, phone.start(), phone.end());
                }
            }
        }
        if (text.indexOf(':') >= 0 || text.indexOf('=') >= 0) {
            Matcher login = LOGIN.matcher(text);
            while (login.find()) {
                int end = login.end(1);
                while (end > login.start(1) + 1 && ".!?".indexOf(text.charAt(end - 1)) >= 0) {
                    end--;
                }
                found.at(Recipe.LOGIN, login.start(1), end);
            }
        }
    }

    /** An account number may be followed by anything, so it ends where its country says. */
    private static void accounts(String text, Found found) {
        Matcher matcher = IBAN.matcher(text);
        while (matcher.find()) {
            int start = matcher.start();
            int left = IbanForm.length(
                    Character.toUpperCase(text.charAt(start)), Character.toUpperCase(text.charAt(start + 1)));
            int end = start;
            while (left > 0 && end < text.length()) {
                char c = text.charAt(end);
                boolean counts = c < 0x80 && Character.isLetterOrDigit(c);
                if (!counts && c != ' ' && c != '-') {
                    break;
                }
                left -= counts ? 1 : 0;
                end++;
            }
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (left == 0
                    && end > start
                    && ends
                    && IbanForm.of(Layout.characters(text.substring(start, end))) != null) {
                found.at(Recipe.IBAN, start, end);
            }
        }
    }
}
