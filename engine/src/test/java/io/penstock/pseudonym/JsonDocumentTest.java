package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymizerBuilder.a;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {

    @Test
    void replacesWhatThePathsNameAndLeavesTheRestToTheBlank() {
        String made = a(Recipe.JSON)
                .path("$.contact.phone", Recipe.CODE)
                .path("$.people[*].mail", Recipe.EMAIL)
                .path("$..pin", Recipe.NUMBER)
                .path("$.memo", Recipe.REDACT)
                .replace("""
                        { "z" : 1.50e3,"contact": {"phone": "A-12", "x":"A-12"},
                          "people":[{"mail":"a@x.de"},{"mail":null},{"mail":""}], "deep":{"er":[{"pin": 1234}]},
                          "memo": {"a":["b"]}, "a": 1E+2 }""");

        assertThat(made)
                .startsWith("{ \"z\" : 1.50e3,\"contact\": {\"phone\": \"")
                .contains("\"x\":\"A-12\"},\n  \"people\":[{\"mail\":\"")
                .contains("@example.test\"},{\"mail\":null},{\"mail\":\"\"}]")
                .containsPattern("\\{\"pin\": [1-9][0-9]{3}\\}")
                .contains("\"memo\": \"redacted\"")
                .endsWith("\"a\": 1E+2 }")
                .doesNotContain("a@x.de", "1234", "\"phone\": \"A-12\"");
    }

    @Test
    void replacesEveryValueBelowAPathThatEndsAboveThem() {
        String made = a(Recipe.JSON)
                .path("$.who", Recipe.LAST_NAME)
                .replace("{\"who\":{\"x\":[\"Kowalski\",{\"y\":\"Nowak\"}],\"z\":true}}");

        assertThat(made).doesNotContain("Kowalski", "Nowak", "true");
    }

    @Test
    void findsKeysThatAreWrittenWithEscapes() {
        assertThat(a(Recipe.JSON).path("$.mail", Recipe.EMAIL).replace("{\"\\u006dail\":\"a\\u0040x.de\"}"))
                .startsWith("{\"\\u006dail\":\"")
                .endsWith("@example.test\"}");
    }

    @Test
    void replacesADocumentThatIsASingleValue() {
        assertThat(a(Recipe.JSON).path("$", Recipe.NUMBER).replace("1234"))
                .matches("[1-9][0-9]{3}")
                .isNotEqualTo("1234");
        assertThat(a(Recipe.JSON).path("$", Recipe.NUMBER).replace(" \"1234\" "))
                .matches(" \"[1-9][0-9]{3}\" ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "no json", "{\"a\":1}}", "[1,", " ", "{'a':1}"})
    void whatIsNoDocumentIsReplacedAsAWholeAndCounted(String text) {
        PseudonymizerBuilder builder = a(Recipe.JSON).path("$.a", Recipe.NUMBER);

        assertThat(builder.replace(text)).isEqualTo("{}");
        assertThat(builder.odd.count()).isEqualTo(1);
    }

    @Test
    void aDocumentNestedTooDeepIsReplacedAsAWhole() {
        String deep = "[".repeat(5000) + "]".repeat(5000);

        assertThat(a(Recipe.JSON).path("$..a", Recipe.NUMBER).replace(deep)).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({
        "$.a,true",
        "$..b,true",
        "$.*,true",
        "$.a.b,false",
        "$['a'],true",
        "$.b,false",
        "$,false",
        "$[*],false",
        "$[0],false"
    })
    void pathsMatchPlaces(String path, boolean expected) {
        JsonPath parsed = java.util.Objects.requireNonNull(JsonPath.parse(path));

        assertThat(parsed.matches(List.of("a")) || parsed.matches(List.of("x", 0, "b")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "$.", "$a", "$..", "$[", "$[x]", "$.a[", "$.a]b"})
    void whatIsNoPathIsRefused(String path) {
        assertThat(JsonPath.parse(path)).isNull();
    }
}
