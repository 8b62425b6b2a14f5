package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymizerBuilder.a;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers are those that tax offices and standards publish as examples. */
class TaxIdTest {

    private static final int DRAWS = 300;

    @ParameterizedTest
    @CsvSource({
        "DE,86095742719,0[0-9]{10}",
        "DE,36 574 261 809,0[0-9] [0-9]{3} [0-9]{3} [0-9]{3}",
        "FR,DE136695976,DE0[0-9]{8}",
        "DE,136695976,0[0-9]{8}",
        "DE,ATU13585627,ATU[0-9]{8}",
        "DE,CHE-100.155.212,CHE-[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}",
        "CH,CHE-116.281.710 MWST,CHE-[0-9]{3}\\.[0-9]{3}\\.[0-9]{3} MWST",
        "CH,756.9217.0769.85,756\\.[0-9]{4}\\.[0-9]{4}\\.[0-9]{2}",
        "FR,30 23 217 600 053,3[0-9] [0-9]{2} [0-9]{3} [0-9]{3} [0-9]{3}",
        "DE,FR40303265045,FR[0-9]{11}",
        "DE,RSSMRA85T10A562S,[A-Z]{6}[0-9]{2}[A-T][0-2][0-9]X[0-9]{3}[A-Z]",
        "DE,MRTMTT91D08F205J,[A-Z]{6}[0-9]{2}[A-T][0-2][0-9]X[0-9]{3}[A-Z]",
        "IT,00743110157,[0-9]{11}",
        "DE,IT00743110157,IT[0-9]{11}",
        "ES,54362315K,[0-9]{8}[A-Z]",
        "ES,X-5253868-R,X-[0-9]{7}-[A-Z]",
        "ES,A13585625,A[0-9]{8}",
        "ES,ESB58378431,ESB[0-9]{8}",
        "NL,111222333,9999[0-9]{5}",
        "DE,GB980780684,GB[0-9]{9}",
        "GB,1955839661,[0-9]{10}",
        "GB,AB 12 34 56 C,QQ [0-9]{2} [0-9]{2} [0-9]{2} C",
        "US,536-90-4399,9[0-9]{2}-[0-4][0-9]-[0-9]{4}",
        "DE,91-1144442,[0-9]{2}-[0-9]{7}"
    })
    void keepCountryKindAndLayoutAndHaveCorrectCheckCharacters(String country, String number, String shape) {
        PseudonymizerBuilder builder = a(Recipe.TAX_ID).country(country);
        Pseudonymizer taxId = builder.make();
        String made = number;
        for (int i = 0; i < DRAWS; i++) {
            String before = made;
            made = Objects.requireNonNull(taxId.replace(before, RowContext.NONE));

            assertThat(made).matches(shape).isNotEqualTo(before);
            TaxForm form = TaxForms.of(made, Layout.characters(made), country);
            assertThat(form).as(made).isNotNull();
        }
        assertThat(builder.odd.count()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "DE,86095742718",
        "DE,DE136695978",
        "DE,ATU13585626",
        "CH,CHE-100.155.213",
        "FR,3023217600054",
        "FR,FR41303265045",
        "IT,RSSMRA85T10A562T",
        "IT,00743110158",
        "ES,54362315L",
        "NL,111222334",
        "NL,NL123456789B00",
        "GB,GB980780685",
        "GB,2955839661",
        "PL,1234"
    })
    void whatIsWrongOrUnknownIsReplacedByShapeAndCounted(String country, String number) {
        PseudonymizerBuilder builder = a(Recipe.TAX_ID).country(country);
        String made = builder.replace(number);

        assertThat(made).hasSize(number.length()).isNotEqualTo(number);
        assertThat(builder.odd.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"NL,NL004495445B01", "NL,NL002455799B11", "GB,GB434031494"})
    void olderFormsAreReplacedByNumbersOfTheirKind(String country, String number) {
        String made = a(Recipe.TAX_ID).country(country).replace(number);

        assertThat(made).hasSize(number.length()).startsWith(country).isNotEqualTo(number);
    }
}
