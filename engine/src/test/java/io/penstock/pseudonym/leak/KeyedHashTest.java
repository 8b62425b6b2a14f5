package io.penstock.pseudonym.leak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyedHashTest {

    @Test
    void givesTheKnownValues() {
        byte[] text = new byte[15];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) i;
        }

        KeyedHash hash = new KeyedHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

        assertThat(hash.of(text, 0, 0)).isEqualTo(0xabac0158050fc4dcL);
        assertThat(hash.of(text, 0, text.length)).isEqualTo(0xd320d86d2a519956L);
    }

    @Test
    void dependsOnNothingOutsideTheText() {
        byte[] text = "xanna@shop.exampleyy".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        KeyedHash hash = KeyedHash.random();

        assertThat(hash.of(text, 1, 18))
                .isEqualTo(hash.of("anna@shop.example".getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, 17));
    }
}
