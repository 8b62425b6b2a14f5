package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymizerBuilder.a;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "de,Katharina,FEMALE",
        "de,Thomas,MALE",
        "en,Susan,FEMALE",
        "en,Robert,MALE",
        "fr,Louise,FEMALE",
        "fr,Antoine,MALE"
    })
    void firstNamesKeepTheirGender(String locale, String name, Names.Gender gender) {
        String made = a(Recipe.FIRST_NAME).locale(locale).replace(name);

        assertThat(Names.of(Locale.forLanguageTag(locale)).gender(Fold.caseless(made)))
                .isEqualTo(gender);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en", "fr", "de-AT", "cs", "ru", "ja", "zh", "nl", "uk", "ar", "pt-BR", "sv", "xx"})
    void everyLocaleHasAllLists(String locale) {
        for (Recipe recipe : new Recipe[] {
            Recipe.FIRST_NAME, Recipe.LAST_NAME, Recipe.FULL_NAME, Recipe.STREET, Recipe.CITY, Recipe.COMPANY
        }) {
            for (String value : new String[] {"Anna", "Weg 7", "x", "Berlin"}) {
                assertThat(a(recipe).locale(locale).replace(value))
                        .as("%s of %s", recipe.label(), locale)
                        .isNotBlank()
                        .doesNotContain("#", "{", "}");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"ru,IsCyrillic", "ja,IsHan", "ar,IsArabic", "uk,IsCyrillic"})
    void namesAreOfTheScriptOfTheLocale(String locale, String script) {
        assertThat(a(Recipe.LAST_NAME).locale(locale).replace("Anna")).matches(".*\\p{" + script + "}.*");
    }

    @Test
    void namesComeInTheMannerOfTheOriginal() {
        assertThat(a(Recipe.LAST_NAME).replace("KOWALSKI")).isUpperCase();
        assertThat(a(Recipe.LAST_NAME).replace("kowalski")).isLowerCase();
        assertThat(a(Recipe.FULL_NAME).replace("Kowalski, Anna")).matches(".+, .+");
    }

    @Test
    void streetsHaveNumbersWhereTheOriginalHas() {
        assertThat(a(Recipe.STREET).replace("Hauptstr. 12")).containsPattern("[0-9]");
        assertThat(a(Recipe.STREET).replace("Hauptstr.")).doesNotContainPattern("[0-9]");
    }

    @Test
    void postalCodesKeepTheirForm() {
        assertThat(a(Recipe.POSTAL_CODE).replace("SW1A 1AA")).matches("[A-Z]{2}[0-9][A-Z] [0-9][A-Z]{2}");
        assertThat(a(Recipe.POSTAL_CODE).replace("10115")).matches("[0-9]{5}").isNotEqualTo("10115");
    }
}
