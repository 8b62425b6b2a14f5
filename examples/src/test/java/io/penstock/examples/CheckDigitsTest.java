package io.penstock.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckDigitsTest {

    /** The examples that the German banks' IBAN registry entry and the card schemes' test numbers give. */
    @Test
    void agreesWithPublishedNumbers() {
        assertThat(CheckDigits.germanIban("370400440532013000")).isEqualTo("DE89370400440532013000");
        assertThat(CheckDigits.card("411111111111111")).isEqualTo("4111111111111111");
        assertThat(CheckDigits.card("555555555555444")).isEqualTo("5555555555554444");
    }
}
