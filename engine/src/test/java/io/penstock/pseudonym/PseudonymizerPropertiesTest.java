package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymizerBuilder.OTHER_KEY;
import static io.penstock.pseudonym.PseudonymizerBuilder.a;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PseudonymizerPropertiesTest {

    private static final int MANY = 200_000;

    @Provide
    Arbitrary<Recipe> changing() {
        return Arbitraries.of(EnumSet.complementOf(EnumSet.of(
                Recipe.REDACT,
                Recipe.EMPTY,
                Recipe.NULL,
                Recipe.CONSTANT,
                Recipe.PASSWORD_HASH,
                Recipe.TEXT,
                Recipe.JSON,
                Recipe.XML,
                Recipe.PARTS,
                Recipe.WORDS,
                Recipe.SQL,
                Recipe.CLASS)));
    }

    /** What people write into any field. */
    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.strings().alpha().ofMinLength(3).ofMaxLength(30),
                Arbitraries.strings().numeric().ofMinLength(4).ofMaxLength(30),
                Arbitraries.strings()
                        .withChars("äöüßÄ éž漢字дЯ-@.+/ 0123abcXYZ")
                        .ofMinLength(3)
                        .ofMaxLength(40),
                Arbitraries.strings().ofMinLength(1).ofMaxLength(20),
                Arbitraries.of(
                        "+49 30 1234567",
                        "DE89370400440532013000",
                        "4111 1111 1111 1111",
                        "10.1.2.3",
                        "::1",
                        "1999-12-31",
                        "Anna@Example.com",
                        "-17.50",
                        "Müller, Anna"));
    }

    @Property(tries = 1000)
    void equalValuesGetEqualPseudonyms(@ForAll("changing") Recipe recipe, @ForAll("values") String value) {
        assertThat(a(recipe).replace(value)).isEqualTo(a(recipe).replace(value));
    }

    @Property(tries = 2000)
    void pseudonymsFitTheColumn(
            @ForAll("changing") Recipe recipe,
            @ForAll("values") String value,
            @ForAll @IntRange(min = 0, max = 30) int more) {
        int characters = value.codePointCount(0, value.length());
        int maxLength = Math.max(characters, Widths.needed(new Options.Entry(recipe, Options.NONE), false)) + more;

        String pseudonym = a(recipe).maxLength(maxLength).replace(value);

        assertThat(pseudonym).isNotNull();
        assertThat(pseudonym.codePointCount(0, pseudonym.length())).isLessThanOrEqualTo(maxLength);
    }

    @Property(tries = 1000)
    void aPseudonymIsNotItsOwnValue(@ForAll("changing") Recipe recipe, @ForAll("values") String value) {
        Assume.that(value.chars().filter(Character::isLetterOrDigit).count() > 2
                && value.chars().allMatch(c -> c < 0x80));
        Assume.that(!value.matches("[-+]?0*\\.?0*"));

        assertThat(a(recipe).replace(value)).isNotEqualTo(value);
    }

    @Property(tries = 300)
    void otherKeysAndLinksGiveOtherPseudonyms(@ForAll("changing") Recipe recipe) {
        // Over ten values, because two words of one list may be the same by chance.
        StringBuilder one = new StringBuilder();
        StringBuilder otherKey = new StringBuilder();
        StringBuilder otherLink = new StringBuilder();
        for (int i = 1000000; i < 1000010; i++) {
            one.append(a(recipe).replace("a" + i));
            otherKey.append(a(recipe).key(OTHER_KEY).replace("a" + i));
            otherLink.append(a(recipe).link("elsewhere").replace("a" + i));
        }

        assertThat(otherKey).isNotEqualToIgnoringCase(one);
        assertThat(otherLink).isNotEqualToIgnoringCase(one);
    }

    @Test
    void emailsStayUniqueAndAreOfTheReservedDomain() {
        Pseudonymizer email = a(Recipe.EMAIL).unique().maxLength(26).make();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            seen.add(email.replace("customer" + i + "@gmail.com", RowContext.NONE));
        }

        assertThat(seen).hasSize(MANY).allMatch(address -> address.matches("[a-z2-9]{13}@example\\.test"));
    }

    @Test
    void loginsStayUniqueInTheNarrowestColumn() {
        Pseudonymizer login = a(Recipe.LOGIN).unique().maxLength(13).make();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            seen.add(login.replace("user" + i, RowContext.NONE));
        }

        assertThat(seen).hasSize(MANY).allMatch(made -> made.length() == 13);
    }

    @Test
    void codesStayUniqueWhateverTheCaseOfTheirLetters() {
        Pseudonymizer code = a(Recipe.CODE).unique().make();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            String made = code.replace(String.format(Locale.ROOT, "Ab-%06dz", i), RowContext.NONE);
            assertThat(made).matches("[A-Z][a-z]-[0-9]{6}[a-z]");
            seen.add(made == null ? "" : made.toLowerCase(Locale.ROOT));
        }

        assertThat(seen).hasSize(MANY);
    }

    @Test
    void longCodesStayUniqueInTheirShape() {
        Pseudonymizer code = a(Recipe.CODE).unique().make();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            String made = code.replace(String.format(Locale.ROOT, "8rKsFt%05dDIAAAExss-01", i), RowContext.NONE);
            assertThat(made).matches("[0-9][a-z][A-Z][a-z][A-Z][a-z][0-9]{5}[A-Z]{6}[a-z]{3}-[0-9]{2}");
            seen.add(made);
        }

        assertThat(seen).hasSize(50_000);
    }

    @Test
    void aKeptLongCodeStaysAndIsNobodysPseudonym() {
        String value = "TX0897531194773254";
        String first = a(Recipe.CODE).replace(value);

        assertThat(first).matches("[A-Z]{2}[0-9]{16}").isNotEqualTo(value);
        assertThat(a(Recipe.CODE).kept(first).replace(first)).isEqualTo(first);
        assertThat(a(Recipe.CODE).kept(first).replace(value))
                .matches("[A-Z]{2}[0-9]{16}")
                .isNotIn(first, value);
    }

    @Test
    void allNumbersOfFiveDigitsStayUnique() {
        Pseudonymizer number = a(Recipe.NUMBER).unique().make();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 120_000; i++) {
            String made = number.replace(Integer.toString(i), RowContext.NONE);
            assertThat(made).hasSize(Integer.toString(i).length()).isNotEqualTo(Integer.toString(i));
            seen.add(made);
        }

        assertThat(seen).hasSize(120_000);
    }

    @Test
    void spellingsOfOneAddressAreOneButStayTwoInAUniqueColumn() {
        assertThat(a(Recipe.EMAIL).replace(" Anna@X.de"))
                .isEqualTo(a(Recipe.EMAIL).replace("anna@x.de"));
        assertThat(a(Recipe.EMAIL).unique().replace("Anna@X.de"))
                .isNotEqualTo(a(Recipe.EMAIL).unique().replace("anna@x.de"));
        assertThat(a(Recipe.LAST_NAME).replace("Mu\u0308ller"))
                .isEqualTo(a(Recipe.LAST_NAME).replace("M\u00FCller"));
        assertThat(a(Recipe.LAST_NAME).replace("MÜLLER"))
                .isEqualToIgnoringCase(a(Recipe.LAST_NAME).replace("Müller"));
    }

    @Test
    void aKeptValueStaysAndIsNobodysPseudonym() {
        String first = a(Recipe.CODE).replace("X1");

        assertThat(a(Recipe.CODE).kept(first).replace(first)).isEqualTo(first);
        assertThat(a(Recipe.CODE).kept(first).replace("X1")).isNotEqualTo(first);
        assertThat(a(Recipe.EMAIL).kept("QA@acme.test").replace("qa@ACME.test")).isEqualTo("qa@ACME.test");
        String address = a(Recipe.EMAIL).replace("anna@x.de");
        assertThat(a(Recipe.EMAIL).kept(address).replace("anna@x.de")).isNotEqualTo(address);
        String number = a(Recipe.NUMBER).replace("12.50");
        assertThat(a(Recipe.NUMBER).kept(number).replace("12.50"))
                .isNotEqualTo(number)
                .hasSize(5);
    }
}
