package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymizerBuilder.a;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeTextTest {

    private record Row(Map<String, String> originals, Map<String, String> pseudonyms) implements RowContext {
        @Override
        public @Nullable String original(String column) {
            return originals.get(column);
        }

        @Override
        public @Nullable String pseudonym(String column) {
            return pseudonyms.get(column);
        }
    }

    @Test
    void whatHasAFormBecomesThePseudonymOfItsLinkAndTheRestStays() {
        String text =
                "Bitte an anna.schmidt@web.de oder +49 30 901820 melden; IBAN DE89 3704 0044 0532 0130 00 bis Montag,"
                        + " Karte 4012 8888 8888 1881. Login: aschmidt7.";

        assertThat(a(Recipe.TEXT).replace(text))
                .isEqualTo("Bitte an " + a(Recipe.EMAIL).replace("anna.schmidt@web.de") + " oder "
                        + a(Recipe.PHONE).replace("+49 30 901820") + " melden; IBAN "
                        + a(Recipe.IBAN).replace("DE89 3704 0044 0532 0130 00") + " bis Montag, Karte "
                        + a(Recipe.CARD_NUMBER).replace("4012 8888 8888 1881") + ". Login: "
                        + a(Recipe.LOGIN).replace("aschmidt7") + ".");
    }

    @Test
    void namesAreFoundByTheListsAndByFormsOfAddress() {
        String anna = a(Recipe.FIRST_NAME).replace("Anna");
        String xanthippidis = a(Recipe.LAST_NAME).replace("Xanthippidis");

        assertThat(a(Recipe.TEXT).replace("Gestern rief Anna von Xanthippidis an, wegen der Rechnung."))
                .isEqualTo("Gestern rief " + anna + " von " + xanthippidis + " an, wegen der Rechnung.");
        assertThat(a(Recipe.TEXT).replace("Sehr geehrter Herr Dr. Xanthippidis,"))
                .isEqualTo("Sehr geehrter Herr Dr. " + xanthippidis + ",");
        assertThat(a(Recipe.TEXT).locale("fr-FR").replace("Madame Xanthippidis est venue"))
                .isEqualTo("Madame " + a(Recipe.LAST_NAME).replace("Xanthippidis") + " est venue");
    }

    @Test
    void theRowsOwnValuesAreReplacedByTheRowsOwnPseudonymsWhateverTheirCaseAndBlanks() {
        Row row = new Row(
                Map.of("nick", "Zorgblatt", "name", "Qua Brill", "no", "X7-99"),
                Map.of("nick", "Trimble", "name", "Ada Smith", "no", "B1-42"));

        String made = a(Recipe.TEXT)
                .of("nick", "name", "no")
                .make()
                .replace("ZORGBLATT (qua  brill), order x7-99; zorgblatter stays, X7-991 too", row);

        assertThat(made).isEqualTo("TRIMBLE (ada smith), order b1-42; zorgblatter stays, X7-991 too");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Die Lieferung vom 2020-05-17 kostete 1.234,50 Euro.",
                "Order 4711 of 12.03.2021 was 20% too late",
                "4012 8888 8888 1882 fails the check",
                "version 10.2.3-beta @ home",
                "nothing at all"
            })
    void whatIsNoPersonalValueStays(String text) {
        assertThat(a(Recipe.TEXT).replace(text)).isEqualTo(text);
    }

    @Test
    void aTextThatHasGrownIsCutToItsColumn() {
        String made = a(Recipe.TEXT).maxLength(12).replace("mail a@b.de");

        assertThat(made).hasSizeLessThanOrEqualTo(12).startsWith("mail ").doesNotContain("a@b.de");
    }

    @Test
    void aHostileTextTakesNoLongerThanItsLength() {
        String dots =
                "a".repeat(20_000) + "@" + "a.".repeat(20_000) + " " + "1 ".repeat(40_000) + "DE89".repeat(10_000);

        assertThat(Objects.requireNonNull(a(Recipe.TEXT).replace(dots))).isNotEmpty();
    }
}
