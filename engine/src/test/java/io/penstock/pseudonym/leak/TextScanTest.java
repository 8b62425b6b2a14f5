package io.penstock.pseudonym.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextScanTest {

    /** One personal value of each kind. */
    private static final Map<Kind, String> PERSONAL = new TreeMap<>(Map.of(
            Kind.ADDRESS, "Anna.Schmidt@Kundin.example",
            Kind.PHONE, "+493090182099",
            Kind.IBAN, "DE89 3704 0044 0532 0130 00",
            Kind.NUMBER, "4012 8888 8888 1881",
            Kind.CODE, "AB-7391846205"));

    private static List<Finding> found(String text) {
        return check(text).findings();
    }

    private static LeakCheck check(String text) {
        LeakCheck check = new LeakCheck(
                name -> {
                    throw new IllegalStateException("so few need no file");
                },
                List.of(49));
        PERSONAL.forEach((kind, value) -> check.replaced(kind, value, "made up"));
        check.seal();
        check.look("here", text);
        return check;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna.schmidt@kundin.example",
                "ANNA.SCHMIDT@KUNDIN.EXAMPLE",
                "Write to <anna.schmidt@kundin.example>.",
                "mailto:anna.schmidt@kundin.example?subject=x",
                "{\"a\":[{\"b\":{\"c\":{\"d\":{\"e\":\"anna.schmidt@kundin.example\"}}}}]}",
                "{\"a\":\"x\\nanna.schmidt\\u0040kundin.example\\n\"}",
                "{one,\"anna.schmidt@kundin.example\",NULL}",
                "(1,\"(2,\"\"anna.schmidt@kundin.example\"\")\")",
                "\"mail\"=>\"anna.schmidt@kundin.example\"",
                "[anna.schmidt@kundin.example,zz)",
                "<m to=\"anna.schmidt@kundin.example\"/>",
                "<m>anna.schmidt&#64;kundin.example</m>",
                "https://x.example/?m=anna.schmidt%40kundin.example&y=1",
                "https://x.example/?m=anna.schmidt%2540kundin.example",
                "+49 30 90182099",
                "+49 (0)30 / 901820-99",
                "call 030 901820 99 at once",
                "0049-30-90182099",
                "+49 30\u00a090182099",
                "tel:+493090182099",
                "de89370400440532013000",
                "DE89  3704  0044  0532  0130  00",
                "IBAN:DE89-3704-0044-0532-0130-00;",
                "4012888888881881",
                "4012-8888-8888-1881",
                "card 4012 8888 8888 1881 12/27",
                "ab-7391846205",
                "code=AB7391846205&",
                "{\"\\\\x616e6e612e7363686d696474406b756e64696e2e6578616d706c65\"}"
            })
    void finds(String text) {
        assertThat(found(text)).as(text).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna.schmidt@kundin.example.org",
                "hanna.schmidt@kundin.example",
                "+49 30 90182098",
                "030 9018209",
                "DE89 3704 0044 0532 0130 01",
                "4012 8888 8888 1882",
                "AB-7391846206",
                "Straße 4012, 8888 Ort"
            })
    void takesNothingElseForThem(String text) {
        assertThat(found(text)).as(text).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4", "5", "7", "30"})
    void findsWhatIsEncodedInBase64(int length) {
        String more = "x".repeat(length);
        byte[] text = (more + " anna.schmidt@kundin.example " + more).getBytes(StandardCharsets.UTF_8);

        assertThat(found(Base64.getEncoder().encodeToString(text))).hasSize(1);
        assertThat(found("token " + Base64.getUrlEncoder().withoutPadding().encodeToString(text) + ".sig"))
                .hasSize(1);
        assertThat(found("path/" + Base64.getEncoder().encodeToString(text))).hasSize(1);
    }

    @Test
    void findsALetterInAnyCase() {
        try (LeakCheck check = new LeakCheck(name -> java.nio.file.Path.of(name), List.of())) {
            check.replaced(Kind.ADDRESS, "Zoë.Müller@kundin.example", null);
            check.replaced(Kind.ADDRESS, "Ольга@kundin.example", null);
            check.seal();
            check.look("here", "ZOË.MÜLLER@KUNDIN.EXAMPLE ОЛЬГА@kundin.example");

            assertThat(check.findings()).extracting(Finding::count).containsExactly(2L);
        }
    }

    @Test
    void doesNotHoldAgainstTheCopyWhatIsKeptOrAPseudonymOfSomeone() {
        try (LeakCheck check = new LeakCheck(name -> java.nio.file.Path.of(name), List.of())) {
            check.replaced(Kind.NUMBER, "7391846205123456", "1846205123456739");
            check.replaced(Kind.NUMBER, "1846205123456739", "2051234567391846");
            check.replaced(Kind.ADDRESS, "qa@kundin.example", "x@example.test");
            check.kept(Kind.ADDRESS, "qa@kundin.example");
            check.seal();
            check.look("here", "1846205123456739 qa@kundin.example");
            assertThat(check.findings()).isEmpty();

            check.look("there", "7391846205123456");
            assertThat(check.findings()).extracting(Finding::place).containsExactly("there");
        }
    }
}
