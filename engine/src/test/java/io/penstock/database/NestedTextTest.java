package io.penstock.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NestedTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{a,b}|{A,B}",
                "{}|{}",
                "{a,NULL,\"null\"}|{A,NULL,\"NULL\"}",
                "{{a,b},{c,NULL}}|{{A,B},{C,NULL}}",
                "[0:1]={a,b}|[0:1]={A,B}",
                "{\"a, b\",\"c\\\"d\",\"e\\\\f\",\"\"}|{\"A, B\",\"C\\\"D\",\"E\\\\F\",\"\"}",
                "{1,2}|{1,2}"
            })
    void replacesTheElementsOfArrays(String array, String expected) {
        assertThat(NestedText.elements(array, value -> value.toUpperCase(Locale.ROOT)))
                .isEqualTo(expected);
    }

    @Test
    void quotesWhatNeedsQuotesAndWritesNull() {
        assertThat(NestedText.elements(
                        "{a,b,c}", value -> value.equals("a") ? "x y" : value.equals("b") ? null : "null"))
                .isEqualTo("{\"x y\",NULL,\"null\"}");
        assertThat(NestedText.fields("(a,b)", (number, value) -> number == 0 ? "x \"y\" \\" : null))
                .isEqualTo("(\"x \"\"y\"\" \\\\\",)");
    }

    @Test
    void replacesFieldsByNumberAndLeavesMissingOnesOut() {
        List<String> seen = new ArrayList<>();
        String made = NestedText.fields("(Main St.,\"12, a\",,\"\",\"say \"\"hi\"\"\",{})", (number, value) -> {
            seen.add(number + value);
            return number == 0 ? "Elm" : value;
        });

        assertThat(seen).containsExactly("0Main St.", "112, a", "3", "4say \"hi\"", "5{}");
        assertThat(made).isEqualTo("(Elm,\"12, a\",,\"\",\"say \"\"hi\"\"\",{})");
    }

    @Test
    void replacesValuesByKey() {
        assertThat(NestedText.pairs(
                        "\"phone\"=>\"030 1\", \"a\\\"b\"=>\"x\", \"n\"=>NULL",
                        (key, value) -> key.equals("phone") ? "0\"9" : key.equals("a\"b") ? null : value))
                .isEqualTo("\"phone\"=>\"0\\\"9\", \"a\\\"b\"=>NULL, \"n\"=>NULL");
        assertThat(NestedText.pairs("", (key, value) -> value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "{a", "{a}}", "{,}", "{\"a}", "{a{b}}", "{a}b", "[0:1]"})
    void whatIsNoArrayIsNotReplaced(String text) {
        assertThat(NestedText.elements(text, value -> "x")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "(a", "(a))", "(\"a)"})
    void whatIsNoCompositeIsNotReplaced(String text) {
        assertThat(NestedText.fields(text, (number, value) -> "x")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\"a\"", "\"a\"=>", "\"a\"=>b", "\"a\"=>\"b\" x"})
    void whatIsNoPairIsNotReplaced(String text) {
        assertThat(NestedText.pairs(text, (key, value) -> "x")).isNull();
    }
}
