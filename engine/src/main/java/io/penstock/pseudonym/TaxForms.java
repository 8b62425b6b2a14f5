package io.penstock.pseudonym;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tax numbers that are understood. Where a country has numbers that it never assigns or keeps for tests, these are drawn: a leading zero in Germany, the letter X
 * for a municipality in Italy, {@code 9999} in the Netherlands, {@code QQ} in Britain, and in the United States areas from 900 with groups below 50, and prefixes of
 * no office.
 */
final class TaxForms {

    private static final String CONSONANTS = "BCDFGHJKLMNPQRSTVWXYZ";
    private static final String ITALIAN_MONTHS = "ABCDEHLMPRST";
    private static final List<String> NO_OFFICE = List.of(
            "00", "07", "08", "09", "17", "18", "19", "28", "29", "49", "69", "70", "78", "79", "89", "96", "97");

    private static final List<TaxForm> ALL = List.of(
            new TaxForm(
                    "DE", false, null, Pattern.compile("[0-9]{11}"), TaxForms::german, x -> TaxChecks.mod1110(x, 0)),
            TaxForm.of("DE", true, "DE[0-9]{9}", "DE0#######?", x -> TaxChecks.mod1110(x, 2)),
            TaxForm.of("DE", false, "[0-9]{9}", "0#######?", x -> TaxChecks.mod1110(x, 0)),
            TaxForm.of("AT", true, "ATU[0-9]{8}", "ATU#######?", TaxChecks::austrian),
            TaxForm.of("AT", false, "U[0-9]{8}", "U#######?", TaxChecks::austrian),
            TaxForm.of("CH", true, "CHE[0-9]{9}(MWST|TVA|IVA|HR|RC)?", "CHE########?", TaxChecks::swiss),
            TaxForm.of("CH", true, "756[0-9]{10}", "756#########?", TaxChecks::gs1),
            TaxForm.of("FR", true, "FR[0-9]{11}", "FR??########?", TaxChecks::frenchVat),
            TaxForm.of("FR", false, "[0-3][0-9]{12}", "=#########???", TaxChecks::french),
            new TaxForm(
                    "IT",
                    true,
                    null,
                    Pattern.compile("[A-Z]{6}[0-9L-NP-V]{2}[A-EHLMPRST][0-9L-NP-V]{2}[A-Z][0-9L-NP-V]{3}[A-Z]"),
                    TaxForms::italian,
                    TaxChecks::italian),
            TaxForm.of("IT", true, "IT[0-9]{11}", "IT#######0##?", x -> TaxChecks.luhn(x, 2)),
            TaxForm.of("IT", false, "[0-9]{11}", "#######0##?", x -> TaxChecks.luhn(x, 0)),
            TaxForm.of("ES", true, "[0-9]{8}[A-Z]", "########?", TaxChecks::spanish),
            TaxForm.of("ES", true, "[XYZKLM][0-9]{7}[A-Z]", "=#######?", TaxChecks::spanish),
            TaxForm.of("ES", true, "ES[0-9XYZKLM][0-9]{7}[A-Z]", "ES=#######?", behind(2, TaxChecks::spanish)),
            TaxForm.of("ES", true, "[ABCDEFGHJNPQRSUVW][0-9]{7}[0-9A-J]", "=#######?", TaxChecks::spanishOrganisation),
            TaxForm.of(
                    "ES",
                    true,
                    "ES[ABCDEFGHJNPQRSUVW][0-9]{7}[0-9A-J]",
                    "ES=#######?",
                    behind(2, TaxChecks::spanishOrganisation)),
            TaxForm.of("NL", true, "NL[0-9]{9}B[0-9]{2}", "NL#########B??", TaxChecks::dutchVat),
            TaxForm.of("NL", true, "NL[0-9]{9}B[0-9]{2}", "NL9999####?B", TaxChecks::dutchVatOld),
            TaxForm.of("NL", false, "[0-9]{9}", "9999####?", TaxChecks::dutch),
            TaxForm.of("GB", true, "GB[0-9]{9}([0-9]{3})?", "GB#######??", TaxChecks::british),
            TaxForm.of("GB", true, "GB[0-9]{9}([0-9]{3})?", "GB#######??", TaxChecks::britishOld),
            TaxForm.of("GB", false, "[0-9]{10}", "?#########", TaxChecks::britishReference),
            TaxForm.of("GB", true, "[A-Z]{2}[0-9]{6}[A-D]", "QQ######=", UnaryOperator.identity()),
            new TaxForm(
                    "US",
                    true,
                    Pattern.compile("[0-9]{2}-[0-9]{7}"),
                    Pattern.compile("[0-9]{9}"),
                    (original, stream) -> stream.pick(NO_OFFICE) + TaxForm.filled("#######", "", stream),
                    UnaryOperator.identity()),
            new TaxForm(
                    "US",
                    true,
                    Pattern.compile("[0-9]{3}-[0-9]{2}-[0-9]{4}"),
                    Pattern.compile("[0-9]{9}"),
                    TaxForms::american,
                    UnaryOperator.identity()),
            new TaxForm("US", false, null, Pattern.compile("[0-9]{9}"), TaxForms::american, UnaryOperator.identity()));

    private TaxForms() {}

    /**
     * The kind that a value is of: first those of its country, then those that only one country has; null when none.
     *
     * @param region two letters
     */
    static @Nullable TaxForm of(String value, String characters, String region) {
        TaxForm telling = null;
        for (TaxForm form : ALL) {
            boolean here = form.country().equals(region);
            if ((here || telling == null && form.telling()) && form.reads(value, characters)) {
                if (here) {
                    return form;
                }
                telling = form;
            }
        }
        return telling;
    }

    private static UnaryOperator<@Nullable String> behind(int prefix, UnaryOperator<@Nullable String> check) {
        return number -> number == null ? null : number.substring(0, prefix) + check.apply(number.substring(prefix));
    }

    /** One digit occurs twice among the first ten and another one not at all; eight of the nine others than zero follow the leading zero. */
    private static String german(String original, KeyStream stream) {
        StringBuilder left = new StringBuilder("123456789");
        left.deleteCharAt(stream.below(left.length()));
        left.append(left.charAt(stream.below(left.length())));
        StringBuilder made = new StringBuilder("0");
        while (left.length() > 0) {
            int next = stream.below(left.length());
            made.append(left.charAt(next));
            left.deleteCharAt(next);
        }
        return made.append('0').toString();
    }

    private static String italian(String original, KeyStream stream) {
        StringBuilder made = new StringBuilder(16);
        for (int i = 0; i < 6; i++) {
            made.append(CONSONANTS.charAt(stream.below(CONSONANTS.length())));
        }
        made.append(stream.digit()).append(stream.digit());
        made.append(ITALIAN_MONTHS.charAt(stream.below(ITALIAN_MONTHS.length())));
        // Days of women are written with forty more.
        boolean woman = "4567QRST".indexOf(original.charAt(9)) >= 0;
        made.append(String.valueOf(101 + stream.below(28) + (woman ? 40 : 0)), 1, 3);
        return made.append('X')
                .append(TaxForm.filled("###", "", stream))
                .append('A')
                .toString();
    }

    private static String american(String original, KeyStream stream) {
        String area = "9" + stream.digit() + stream.digit();
        return area
                + String.valueOf(101 + stream.below(49)).substring(1)
                + String.valueOf(10_001 + stream.below(9999)).substring(1);
    }
}
