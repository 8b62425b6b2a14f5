package io.penstock.prepare.cartridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesTextTest {

    private static List<PropertiesText.Entry> read(String text) {
        return PropertiesText.read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Where nothing is said twice and no comment stands in a value, the platform's own reader is the oracle. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=b",
                "a = b c ",
                "a:b\nc d\ne",
                "# no\n! no\n  a = b\\\n   c\\\n\td\nx = y",
                "a\\ b\\=c = d\\te\\u00fcf\\\\",
                "a = b\\\\\nc = d",
                "a = b \\\n\n  c = d",
                "a\\\n b = c",
                "\n\n  \t a=\\u0041\\q",
                "a==b\nc=:d\ne = \\",
                "a=b\rc=d\r\ne=f"
            })
    void readsWhatTheFormMeans(String text) throws IOException {
        Properties expected = new Properties();
        expected.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));

        Properties found = new Properties();
        read(text).forEach(entry -> found.setProperty(entry.key(), entry.value()));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void leavesOutCommentsWithinAValue() {
        assertThat(read("Class1 = a.B \\\n  one \\\n# two \\\n! three\n  four\nClass2 = c"))
                .extracting(PropertiesText.Entry::key, PropertiesText.Entry::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Class1", "a.B one four"),
                        org.assertj.core.groups.Tuple.tuple("Class2", "c"));
    }

    @Test
    void keepsLinesRepeatedKeysAndTheTextAsWritten() {
        List<PropertiesText.Entry> entries = read("# c\r\nk = a b \\\r\n    c d\r\n\r\nk = e\r\n");
        assertThat(entries).extracting(PropertiesText.Entry::line).containsExactly(2, 5);
        assertThat(entries.get(0).text()).isEqualTo("a b \nc d");
        assertThat(entries.get(1).value()).isEqualTo("e");
    }

    @Test
    void readsBothEncodings() {
        assertThat(read("a = größe").get(0).value()).isEqualTo("größe");
        assertThat(PropertiesText.read("a = größe".getBytes(StandardCharsets.ISO_8859_1))
                        .get(0)
                        .value())
                .isEqualTo("größe");
        assertThat(read("\uFEFFa = b").get(0).key()).isEqualTo("a");
    }
}
