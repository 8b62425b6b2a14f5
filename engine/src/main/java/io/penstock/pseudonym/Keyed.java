package io.penstock.pseudonym;

/** A {@link Pseudonymizer} of the user that wants a key, so that its pseudonyms cannot be guessed without it. */
public interface Keyed {

    /**
     * Gives the key; called once, before any value.
     *
     * @param key 32 bytes: the same in every run with the same pseudonym key, landscape and link, and of no use to find that key
     */
    void key(byte[] key);
}
