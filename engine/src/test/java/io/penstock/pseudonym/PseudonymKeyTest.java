package io.penstock.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.junit.jupiter.api.Test;

class PseudonymKeyTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private static String base64(String secret) {
        return Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void derivesSubkeysAsRfc5869Says() {
        HKDFBytesGenerator oracle = new HKDFBytesGenerator(new SHA256Digest());
        oracle.init(new HKDFParameters(
                SECRET.getBytes(StandardCharsets.UTF_8),
                "io.penstock.pseudonym".getBytes(StandardCharsets.UTF_8),
                "4:acme4:mailpseudonyms".getBytes(StandardCharsets.UTF_8)));
        byte[] expected = new byte[32];
        oracle.generateBytes(expected, 0, 32);

        assertThat(PseudonymKey.ofBase64(base64(SECRET)).subkey("acme", "mail", "pseudonyms"))
                .isEqualTo(expected);
    }

    @Test
    void frameNamesSoThatNoTwoUsesRunTogether() {
        PseudonymKey key = PseudonymKey.ofBase64(base64(SECRET));

        assertThat(key.subkey("ab", "c", "p")).isNotEqualTo(key.subkey("a", "bc", "p"));
    }

    @Test
    void showsAStableFingerprintAndNeverTheKey() {
        PseudonymKey key = PseudonymKey.ofBase64(base64(SECRET) + "\n");

        assertThat(key.id())
                .hasSize(16)
                .isEqualTo(PseudonymKey.ofBase64(base64(SECRET)).id());
        assertThat(key.id()).isNotEqualTo(PseudonymizerBuilder.OTHER_KEY.id());
        assertThat(key.toString()).isEqualTo("PseudonymKey[" + key.id() + "]");
    }

    @Test
    void refusesAKeyThatIsTooShortWithoutShowingIt() {
        assertThatThrownBy(() -> PseudonymKey.ofBase64(base64("too short")))
                .hasMessageContaining("PSEUDONYM-KEY-INVALID")
                .hasMessageContaining("9 bytes")
                .hasMessageNotContaining(base64("too short"));
    }

    @Test
    void refusesWhatIsNotBase64WithoutQuotingIt() {
        assertThatThrownBy(() -> PseudonymKey.ofBase64("§§§ hunter2"))
                .hasMessageContaining("not base64")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void refusesAKeyOfOneByteRepeated() {
        assertThatThrownBy(() -> PseudonymKey.ofBase64(base64("a".repeat(64)))).hasMessageContaining("can be guessed");
    }
}
