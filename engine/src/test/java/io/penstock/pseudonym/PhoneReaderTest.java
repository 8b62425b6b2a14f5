package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymizerBuilder.a;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneReaderTest {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    @Provide
    Arbitrary<String> written() {
        Arbitrary<String> prefix = Arbitraries.of(
                "+49 ", "+49 (0)", "+43", "+41 ", "+33 ", "+39 0", "+1 ", "+44 ", "+31 0", "+358 ", "+7 ", "0049 ",
                "0033", "0", "00353 ", "011 44 ", "");
        Arbitrary<String> digits =
                Arbitraries.strings().numeric().ofMinLength(3).ofMaxLength(11);
        return Combinators.combine(prefix, digits, Arbitraries.of("", " ", "-", ") ", "/", "."))
                .as((before, number, separator) -> before + number.substring(0, 2) + separator + number.substring(2));
    }

    @Property(tries = 3000)
    void readsWhatTheLibraryReads(@ForAll("written") String value) {
        PhoneReader.Reading reading = PhoneReader.of("DE").read(value);

        PhoneNumber expected;
        try {
            expected = NUMBERS.parse(value, "DE");
        } catch (NumberParseException e) {
            assertThat(reading).isNull();
            return;
        }
        assertThat(reading).isNotNull();
        assertThat("+" + reading.country() + reading.significant())
                .isEqualTo(NUMBERS.format(expected, PhoneNumberUtil.PhoneNumberFormat.E164));
    }

    @ParameterizedTest
    @CsvSource({"49,8", "49,11", "1,10", "1,12", "43,9", "41,9", "33,9", "39,10", "81,10", "353,9", "358,9", "7,10"})
    void everyNumberOfARangeIsNobodysOrFictional(int country, int length) {
        assertThat(NobodysPhones.patterns(country, length)).isNotEmpty();
        boolean fictional = !FictionalPhones.patterns(country, length).isEmpty();
        Prf prf = new Prf(new byte[32]);
        for (int i = 0; i < 2000 && !fictional; i++) {
            String drawn = NobodysPhones.draw(country, length, prf.stream("x", i));
            assertThat(drawn).hasSize(length);
            PhoneNumber number = new PhoneNumber()
                    .setCountryCode(country)
                    .setNationalNumber(Long.parseLong(drawn == null ? "" : drawn));
            assertThat(NUMBERS.isValidNumber(number)).as(drawn).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"14033335568", "call me 12", "12", "000000000000"})
    void whatCannotBeReadIsCountedOnceThoughItsFirstReplacementsAreTaken(String value) {
        String first = a(Recipe.PHONE).country("ZZ").replace(value);
        String second = a(Recipe.PHONE).country("ZZ").replace(first);
        PseudonymizerBuilder builder = a(Recipe.PHONE).country("ZZ").kept(first, second);

        String made = builder.replace(value);

        assertThat(made).isNotIn(first, second, value).hasSameSizeAs(value);
        assertThat(builder.odd.count()).isEqualTo(1);
    }
}
