package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymizerBuilder.a;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.penstock.database.ColumnKind;
import org.iban4j.CountryCode;
import org.iban4j.Iban4jException;
import org.iban4j.IbanUtil;
import org.iban4j.bban.BbanStructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE89 3704 0044 0532 0130 00",
                "GB29NWBK60161331926819",
                "FR1420041010050500013M02606",
                "NL91ABNA0417164300",
                "BE68539007547034",
                "ES9121000418450200051332",
                "IT60X0542811101000000123456",
                "NO9386011117947",
                "at611904300234573201"
            })
    void accountNumbersKeepCountryAndLayoutAndHaveCorrectCheckDigits(String iban) {
        PseudonymizerBuilder builder = a(Recipe.IBAN);
        String made = builder.replace(iban);

        assertThat(made).hasSize(iban.length()).startsWith(iban.substring(0, 2)).isNotEqualTo(iban);
        assertThat(made.indexOf(' ')).isEqualTo(iban.indexOf(' '));
        assertThat(IbanUtil.isValidWithCountryRules(Layout.characters(made))).isTrue();
        assertThat(builder.odd.count()).isZero();
    }

    @Test
    void accountNumbersOfEveryCountryAreValid() {
        int checked = 0;
        for (CountryCode country : BbanStructure.supportedCountries()) {
            String iban;
            try {
                iban = org.iban4j.Iban.random(country).toString();
            } catch (Iban4jException e) {
                continue;
            }
            assertThat(IbanUtil.isValid(a(Recipe.IBAN).replace(iban)))
                    .as(country.name())
                    .isTrue();
            checked++;
        }
        assertThat(checked).isGreaterThan(60);
    }

    @Test
    void whatIsNoAccountNumberIsReplacedByShapeAndCounted() {
        PseudonymizerBuilder builder = a(Recipe.IBAN);

        assertThat(builder.replace("DE00 1234"))
                .matches("[A-Z]{2}[0-9]{2} [0-9]{4}")
                .isNotEqualTo("DE00 1234");
        assertThat(builder.odd.count()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "4012888888881881,411111",
        "5105105105105100,555555",
        "3714-496353-98431,378282",
        "6011000990139424,601111",
        "3566 0020 2036 0505,353011"
    })
    void cardNumbersKeepSchemeAndLayoutAndPassTheLuhnCheck(String card, String range) {
        String made = a(Recipe.CARD_NUMBER).replace(card);

        assertThat(made).hasSize(card.length()).isNotEqualTo(card);
        assertThat(Layout.characters(made)).startsWith(range);
        assertThat(CardNumber.luhn(Layout.characters(made)) % 10).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+49 30 901820",
                "030 1234567",
                "+1 (212) 736-5000",
                "+44 20 7930 4832",
                "0033 1 42 68 53 00",
                "+39 06 6982 1234",
                "+81 3-3581-0101",
                "(030)/12345-67"
            })
    void phoneNumbersKeepCountryAndLayoutAndAreNobodys(String phone) throws NumberParseException {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        PseudonymizerBuilder builder = a(Recipe.PHONE).country("DE");
        String made = builder.replace(phone);

        assertThat(made.replaceAll("[0-9]", "#")).isEqualTo(phone.replaceAll("[0-9]", "#"));
        PhoneNumber before = numbers.parse(phone, "DE");
        PhoneNumber after = numbers.parse(made, "DE");
        assertThat(after.getCountryCode()).isEqualTo(before.getCountryCode());
        assertThat(after).isNotEqualTo(before);
        assertThat(builder.odd.count()).isZero();
        String significant = numbers.getNationalSignificantNumber(after);
        assertThat(!numbers.isValidNumber(after) || isFictional(after.getCountryCode(), significant))
                .isTrue();
    }

    private static boolean isFictional(int country, String significant) {
        return FictionalPhones.patterns(country, significant.length()).stream()
                .anyMatch(pattern -> significant.matches(pattern.replace("#", "[0-9]")));
    }

    @Test
    void oneNumberInTwoSpellingsStaysOne() {
        String international = a(Recipe.PHONE).country("DE").replace("+493012345678");
        String national = a(Recipe.PHONE).country("DE").replace("030 12345678");

        assertThat(international.substring(3))
                .isEqualTo(national.replace(" ", "").substring(1));
    }

    @Test
    void addressesAreOfTheDocumentationRangesAndOfTheSameFamily() {
        assertThat(a(Recipe.IP_ADDRESS).kind(ColumnKind.NETWORK, "inet").replace("10.1.2.3/24"))
                .matches("(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.[0-9]{1,3}/24");
        assertThat(a(Recipe.IP_ADDRESS).replace("fe80::1")).matches("2001:db8::[0-9a-f]{1,4}(:[0-9a-f]{1,4}){3}");
        assertThat(a(Recipe.IP_ADDRESS).kind(ColumnKind.NETWORK, "cidr").replace("10.0.0.0/8"))
                .matches("(192|198|203)\\.0\\.0\\.0/8");
        assertThat(a(Recipe.IP_ADDRESS).kind(ColumnKind.NETWORK, "cidr").replace("fd00::/48"))
                .isEqualTo("2001:db8::/48");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1980-02-29", "1980-02-29 23:59:59.123456+02", "1980-02-29T10:00:00Z", "10000-01-01"})
    void datesMoveWithinTheWindowAndKeepTheTimeOfDay(String value) {
        String made = a(Recipe.DATE).within(3).replace(value);
        int end = value.indexOf('-') + 6;

        assertThat(made.substring(made.indexOf('-') + 6)).isEqualTo(value.substring(end));
        long moved = java.time.temporal.ChronoUnit.DAYS.between(date(value), date(made));
        assertThat(Math.abs(moved)).isBetween(1L, 3L);
    }

    private static java.time.LocalDate date(String value) {
        String[] parts = value.substring(0, value.indexOf('-') + 6).split("-", -1);
        return java.time.LocalDate.of(
                Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"infinity", "-infinity", "0044-03-15 BC"})
    void datesThatAreNoDaysStay(String value) {
        assertThat(a(Recipe.DATE).replace(value)).isEqualTo(value);
    }

    @Test
    void numbersKeepSignPointAndLeadingZeros() {
        assertThat(a(Recipe.NUMBER).replace("-17.50"))
                .matches("-[1-9][0-9]\\.[0-9]{2}")
                .isNotEqualTo("-17.50");
        assertThat(a(Recipe.NUMBER).replace("007321"))
                .matches("00[1-9][0-9]{3}")
                .isNotEqualTo("007321");
        assertThat(a(Recipe.NUMBER).replace("0.05")).matches("0\\.[0-9]{2}").isNotEqualTo("0.05");
        assertThat(a(Recipe.NUMBER).replace(".05")).matches("\\.[0-9]{2}").isNotEqualTo(".05");
        assertThat(a(Recipe.NUMBER).replace("-0")).isEqualTo("-0");
        assertThat(a(Recipe.NUMBER).replace("1".repeat(38)))
                .matches("[1-9][0-9]{37}")
                .isNotEqualTo("1".repeat(38));
        assertThat(a(Recipe.NUMBER).kind(ColumnKind.INTEGER, "smallint").replace("-32768"))
                .satisfies(made -> assertThat(Integer.parseInt(made)).isBetween(-32768, -10000));
    }

    @Test
    void codesKeepLettersOfOtherScriptsInTheirScript() {
        assertThat(a(Recipe.CODE).replace("Жизнь-12"))
                .matches("[\\p{IsCyrillic}]{5}-[0-9]{2}")
                .isNotEqualTo("Жизнь-12");
        assertThat(a(Recipe.CODE).replace("漢字漢字")).matches("[\\p{IsHan}]{4}").isNotEqualTo("漢字漢字");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1980-05-17 Anna", "Vancouver BC", "1980-05-17 at 10", "1980-13-45"})
    void whatOnlyBeginsLikeADateIsReplacedAndCounted(String value) {
        PseudonymizerBuilder builder = a(Recipe.DATE);

        assertThat(builder.replace(value)).doesNotContain("Anna", "Vancouver").isNotEqualTo(value);
        assertThat(builder.odd.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "--", "***"})
    void placeholdersWithoutLettersAndDigitsStayAndAreNotCounted(String value) {
        PseudonymizerBuilder builder = a(Recipe.PHONE);

        assertThat(builder.replace(value)).isEqualTo(value);
        assertThat(builder.odd.count()).isZero();
    }
}
