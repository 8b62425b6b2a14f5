package io.penstock.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "Jördis, jordis",
        "Weiß, weiss",
        "O'Brien, obrien",
        "D'Aubigné, daubigne",
        "Świętosław, swietoslaw",
        "Schmidt-Lorenz, schmidtlorenz",
        "Шевчук, shevchuk",
        "Сергій, serhii",
        "Юлія, iuliia",
        "Любов, liubov"
    })
    void writesANameAsAnAddressOfEMailMay(String name, String plain) {
        assertThat(Words.plain(name)).isEqualTo(plain);
    }
}
