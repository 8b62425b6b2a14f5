package io.penstock.configset;

import java.nio.charset.StandardCharsets;

/** Bytes as text: plain ASCII without a copy, all else decoded. */
final class TextView implements CharSequence {

    private byte[] bytes = {};
    private int from;
    private int to;

    /** The text of the bytes, valid until the next call. */
    CharSequence of(byte[] text, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (text[i] < 0) {
                return new String(text, begin, end - begin, StandardCharsets.UTF_8);
            }
        }
        bytes = text;
        from = begin;
        to = end;
        return this;
    }

    @Override
    public int length() {
        return to - from;
    }

    @Override
    public char charAt(int index) {
        return (char) bytes[from + index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new String(bytes, from + start, end - start, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
