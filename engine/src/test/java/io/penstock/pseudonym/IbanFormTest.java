package io.penstock.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.iban4j.CountryCode;
import org.iban4j.IbanUtil;
import org.iban4j.bban.BbanStructure;

class IbanFormTest {

    private static final Prf PRF = new Prf(new byte[32]);

    @Provide
    Arbitrary<CountryCode> countries() {
        return Arbitraries.of(BbanStructure.supportedCountries());
    }

    @Provide
    Arbitrary<Character> capitalsAndDigits() {
        return Arbitraries.strings()
                .withCharRange('A', 'Z')
                .numeric()
                .ofLength(1)
                .map(text -> text.charAt(0));
    }

    private static String correct(CountryCode country, int number) {
        // Any check digits do: the library's own replace them.
        String head = country.name() + "00";
        StringBuilder drawn = new StringBuilder(head);
        KeyStream stream = PRF.stream(country.name(), number);
        BbanStructure.forCountry(country).getEntries().forEach(entry -> {
            for (int i = 0; i < entry.getLength(); i++) {
                drawn.append(
                        entry.getCharacterType().name().equals("a") ? (char) ('A' + stream.below(26)) : stream.digit());
            }
        });
        return drawn.replace(2, 4, IbanUtil.calculateCheckDigit(drawn.toString()))
                .toString();
    }

    @Property(tries = 1000)
    void takesWhatTheLibraryTakes(
            @ForAll("countries") CountryCode country, @ForAll @IntRange(min = 0, max = 60_000) int number) {
        String iban = correct(country, number);

        IbanForm form = IbanForm.of(iban);

        assertThat(form).isNotNull();
        assertThat(form.country()).isEqualTo(country);
    }

    @Property(tries = 1500)
    void madeNumbersPassTheNationalRules(
            @ForAll("countries") CountryCode country, @ForAll @IntRange(min = 0, max = 60_000) int number) {
        IbanForm form = IbanForm.of(correct(country, number));
        assertThat(form).isNotNull();
        KeyStream stream = PRF.stream(country.name(), number);
        StringBuilder made = form.draw(stream);
        for (int i = 0; i < 200 && !NationalCheck.correct(form, made); i++) {
            made = form.draw(stream);
        }

        assertThat(IbanUtil.isValidWithCountryRules(made.toString()))
                .as(made.toString())
                .isTrue();
    }

    @Property(tries = 3000)
    void refusesWhatTheLibraryRefuses(
            @ForAll("countries") CountryCode country,
            @ForAll @IntRange(min = 0, max = 40) int place,
            @ForAll("capitalsAndDigits") char character) {
        StringBuilder iban = new StringBuilder(correct(country, place));
        iban.setCharAt(place % iban.length(), character);

        assertThat(IbanForm.of(iban.toString()) != null).isEqualTo(IbanUtil.isValid(iban.toString()));
    }
}
