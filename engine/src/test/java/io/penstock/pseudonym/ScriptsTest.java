package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymizerBuilder.a;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptsTest {

    private static Set<Character.UnicodeScript> scripts(String text) {
        Set<Character.UnicodeScript> scripts = EnumSet.noneOf(Character.UnicodeScript.class);
        text.codePoints().filter(Character::isLetter).forEach(c -> scripts.add(Character.UnicodeScript.of(c)));
        return scripts;
    }

    @ParameterizedTest
    @CsvSource({
        "Иванов,CYRILLIC",
        "Παπαδόπουλος,GREEK",
        "محمود,ARABIC",
        "כהן,HEBREW",
        "김철수,HANGUL",
        "王小明,HAN",
        "สมชาย,THAI",
        "გიორგი,GEORGIAN",
        "Արամյան,ARMENIAN",
        "राजेश,DEVANAGARI"
    })
    void namesKeepTheScriptOfTheValueWhateverTheLocale(String name, Character.UnicodeScript script) {
        for (String locale : new String[] {"de-DE", "en", "fr-FR", "ru", "ja", "ar", "xx"}) {
            for (Recipe recipe : new Recipe[] {Recipe.FIRST_NAME, Recipe.LAST_NAME, Recipe.FULL_NAME, Recipe.CITY}) {
                String made = a(recipe).locale(locale).replace(name);

                assertThat(scripts(made))
                        .as(locale + " " + recipe + " " + made)
                        .contains(script)
                        .doesNotContain(Character.UnicodeScript.LATIN);
                assertThat(made).isNotEqualTo(name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"田中", "さくら", "サクラ"})
    void japaneseNamesStayJapanese(String name) {
        assertThat(scripts(a(Recipe.LAST_NAME).locale("ja").replace(name)))
                .isSubsetOf(
                        Character.UnicodeScript.HAN,
                        Character.UnicodeScript.HIRAGANA,
                        Character.UnicodeScript.KATAKANA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "en", "en-GB", "fr-FR"})
    void theLocalesHaveNamesEnough(String locale) {
        Pseudonymizer first = a(Recipe.FIRST_NAME).locale(locale).make();
        Pseudonymizer last = a(Recipe.LAST_NAME).locale(locale).make();
        Pseudonymizer city = a(Recipe.CITY).locale(locale).make();
        Set<String> firsts = new HashSet<>();
        Set<String> lasts = new HashSet<>();
        Set<String> cities = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            firsts.add("" + first.replace("Anna" + i, RowContext.NONE));
            lasts.add("" + last.replace("Schmidt" + i, RowContext.NONE));
            cities.add("" + city.replace("Jena" + i, RowContext.NONE));
        }

        assertThat(firsts).hasSizeGreaterThan(20);
        assertThat(lasts).hasSizeGreaterThan(20);
        assertThat(cities).hasSizeGreaterThan(20);
    }
}
