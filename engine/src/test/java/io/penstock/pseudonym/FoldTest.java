package io.penstock.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FoldTest {

    /** Western letters in every mixture, with the characters around them that look like blanks or have no lower case; and anything. */
    @Provide
    Arbitrary<String> spellings() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('\u0000', '\u00FF').ofMaxLength(12),
                Arbitraries.strings()
                        .withChars("aAÄäßÿÞþ×÷µ \t\u00A0\u0085\u0301İ")
                        .ofMaxLength(12),
                Arbitraries.strings().ofMaxLength(12));
    }

    @Property(tries = 5000)
    void ignoresCaseBlanksAndComposition(@ForAll("spellings") String value) {
        assertThat(Fold.caseless(value)).isEqualTo(composedWords(value).toLowerCase(Locale.ROOT));
    }

    private static String composedWords(String value) {
        return Normalizer.normalize(value, Normalizer.Form.NFC)
                .codePoints()
                .mapToObj(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? " " : Character.toString(c))
                .reduce("", String::concat)
                .strip()
                .replaceAll(" +", " ");
    }
}
