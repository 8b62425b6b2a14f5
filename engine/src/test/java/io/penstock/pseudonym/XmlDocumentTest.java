package io.penstock.pseudonym;

import static io.penstock.pseudonym.PseudonymizerBuilder.a;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlDocumentTest {

    private static final String MAIL = a(Recipe.EMAIL).replace("anna@web.de");

    @Test
    void replacesTextsAndAttributesAtPathsAndLeavesTheRestToTheBlank() {
        String document = """
                <?xml version="1.0"?>
                <!-- kept: anna@web.de -->
                <order id='7' contact = "anna@web.de">
                  <s:mail xmlns:s="urn:s"> anna@web.de </s:mail><mail/>
                  <other>anna@web.de</other><note><![CDATA[<b>]]> &amp; more</note>
                </order>
                """;
        String made = a(Recipe.XML)
                .path("/order/@contact", Recipe.EMAIL)
                .path("//mail", Recipe.EMAIL)
                .path("//note", Recipe.CODE)
                .replace(document);

        assertThat(made)
                .isEqualTo(document.replace("\"anna@web.de\"", '"' + MAIL + '"')
                        .replace("> anna@web.de <", "> " + MAIL + " <")
                        .replace(
                                "<![CDATA[<b>]]> &amp; more",
                                "&lt;" + made.charAt(made.indexOf("&lt;") + 4) + "&gt; &amp; "
                                        + made.substring(made.indexOf("&amp; ") + 6, made.indexOf("</note>"))))
                .doesNotContain("<b>");
    }

    @Test
    void aRedactedElementLosesAllThatIsInIt() {
        assertThat(a(Recipe.XML)
                        .path("/a/b", Recipe.REDACT)
                        .replace("<a><b x='1'>Anna<c y='>'/><d>Schmidt</d></b><b/><e>stays</e></a>"))
                .isEqualTo("<a><b x='1'>redacted</b><b/><e>stays</e></a>");
    }

    @Test
    void everyTextBelowAPathIsReplaced() {
        assertThat(a(Recipe.XML).path("/a", Recipe.EMAIL).replace("<a><b>anna@web.de</b><c><d>anna@web.de</d></c></a>"))
                .isEqualTo("<a><b>" + MAIL + "</b><c><d>" + MAIL + "</d></c></a>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a>",
                "<a></b>",
                "</x><x>",
                "<a b='1' b='2'/>",
                "<a>&unknown;</a>",
                "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
                "<!DOCTYPE a><a/>",
                "<a>\u0001</a>",
                "<a",
                "anna@web.de & co"
            })
    void whatIsNoXmlOrHasADocumentTypeIsRedactedAndCounted(String text) {
        PseudonymizerBuilder builder = a(Recipe.XML).path("//mail", Recipe.EMAIL);

        assertThat(builder.replace(text)).isEqualTo("<redacted/>");
        assertThat(builder.odd.count()).isEqualTo(1);
    }

    @Test
    void entitiesNeitherGrowNorReadFiles(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "anna@web.de");
        StringBuilder laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            laughs.append("<!ENTITY l" + i + " \"&l" + (i - 1) + ";&l" + (i - 1) + ";\">");
        }
        String outside = "<!DOCTYPE a [<!ENTITY f SYSTEM \"" + secret.toUri() + "\">]><a>&f;</a>";

        assertThat(a(Recipe.XML).path("/a", Recipe.CODE).replace(laughs + "]><a>&l39;</a>"))
                .isEqualTo("<redacted/>");
        assertThat(a(Recipe.XML).path("/a", Recipe.CODE).replace(outside)).isEqualTo("<redacted/>");
    }

    @Test
    void fragmentsOfDocumentsAreReadToo() {
        assertThat(a(Recipe.XML)
                        .path("/mail", Recipe.EMAIL)
                        .replace("text <mail>anna@web.de</mail><mail>anna@web.de</mail>"))
                .isEqualTo("text <mail>" + MAIL + "</mail><mail>" + MAIL + "</mail>");
    }

    @Test
    void aPathThatLedNowhereIsKnown() {
        PseudonymizerBuilder builder =
                a(Recipe.XML).path("//mail", Recipe.EMAIL).path("//phnoe", Recipe.PHONE);
        Pseudonymizer xml = builder.make();

        assertThat(builder.odd.paths().unused()).isEmpty();
        xml.replace("<a><mail>a@b.de</mail></a>", RowContext.NONE);
        assertThat(builder.odd.paths().unused()).containsExactly("//phnoe");
    }

    @ParameterizedTest
    @CsvSource({"a/b", "/", "/a/", "/a/@b/c", "/a[1]", "'/a b'", "/1"})
    void whatIsNoPathIsRefused(String path) {
        assertThat(XmlPath.parse(path)).isNull();
    }
}
