package io.penstock.configset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Properties;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class PropertiesTextTest {

    private static String set(String content, String key, String value) {
        PropertiesText text = new PropertiesText(content.getBytes(UTF_8));
        text.set(key, value);
        return new String(text.bytes(), UTF_8);
    }

    @Test
    void changesOneValueAndKeepsCommentsOrderAndSpacing() {
        assertThat(set("# mail\na = 1\n\n! b = 2\nb : old \\\n   continued\nc=3\n", "b", "new"))
                .isEqualTo("# mail\na = 1\n\n! b = 2\nb : new\nc=3\n");
    }

    @Test
    void addsAKeyAtTheEndInTheFilesOwnLineEnds() {
        assertThat(set("a=1\r\nb=2", "c", "3")).isEqualTo("a=1\r\nb=2\r\nc=3\r\n");
        assertThat(set("", "c", "3")).isEqualTo("c=3\n");
    }

    @Test
    void leavesAFileThatHasTheValueAsItIs() {
        String content = "a\\:b   x\\u00e4  \\\n  y\n#end";
        assertThat(set(content, "a:b", "xä  y")).isEqualTo(content);
    }

    @Test
    void theLastLineOfAKeyCounts() {
        assertThat(set("a=1\na=2\n", "a", "3")).isEqualTo("a=1\na=3\n");
    }

    @Test
    void keepsLettersOfEitherEncoding() {
        byte[] latin = "town=Köln\nhost=x\n".getBytes(ISO_8859_1);
        PropertiesText text = new PropertiesText(latin);
        text.set("host", "Jülich");
        assertThat(new String(text.bytes(), ISO_8859_1)).isEqualTo("town=Köln\nhost=J\\u00FClich\n");
        assertThat(set("town=Köln\nhost=x\n", "host", "y")).isEqualTo("town=Köln\nhost=y\n");
    }

    /** The oracle is the reader that applications use. */
    @Property(tries = 300)
    void whatIsSetIsWhatJavaReads(@ForAll @NotEmpty String key, @ForAll String value, @ForAll String before)
            throws IOException {
        PropertiesText text = new PropertiesText(
                ("other=1\n" + before.replaceAll("\\p{Cntrl}|[\\\\\\uD800-\\uDFFF]", "") + "\n").getBytes(UTF_8));
        text.set(key, value);
        Properties read = new Properties();
        read.load(new ByteArrayInputStream(text.bytes()));
        assertThat(read.getProperty(key)).isEqualTo(value);
        if (!key.equals("other")) {
            assertThat(read.getProperty("other")).isNotNull();
        }
    }
}
