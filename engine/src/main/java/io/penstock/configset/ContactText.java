package io.penstock.configset;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The fields of one row, kept as bytes until one of them looks as if it named a host; most rows never do. For one thread. */
final class ContactText {

    /** Takes the fields of a row. */
    @FunctionalInterface
    interface Taker {
        void field(int column, String text);
    }

    /** More than a text has letters. */
    private static final int MIXED = 1 << 16;

    private byte[] bytes = new byte[4096];
    private int[] columns = new int[16];
    private int[] ends = new int[16];
    private int fields;
    private int length;
    private boolean mayReachOut;

    /** @param telling whether the field is of interest whatever it holds */
    void add(int column, byte[] text, int from, int to, boolean telling) {
        if (fields == ends.length) {
            columns = Arrays.copyOf(columns, fields * 2);
            ends = Arrays.copyOf(ends, fields * 2);
        }
        if (bytes.length - length < to - from) {
            bytes = Arrays.copyOf(bytes, bytes.length + Math.max(bytes.length, to - from));
        }
        System.arraycopy(text, from, bytes, length, to - from);
        length += to - from;
        columns[fields] = column;
        ends[fields++] = length;
        mayReachOut |= telling || mayBeHost(text, from, to) || holdsScheme(text, from, to);
    }

    /** Whether a field of the row is worth a closer look. */
    boolean mayReachOut() {
        return mayReachOut;
    }

    void forEach(Taker taker) {
        int from = 0;
        for (int i = 0; i < fields; i++) {
            taker.field(columns[i], new String(bytes, from, ends[i] - from, StandardCharsets.UTF_8));
            from = ends[i];
        }
    }

    void clear() {
        fields = 0;
        length = 0;
        mayReachOut = false;
    }

    /**
     * Only what host names have, with a dot, and behind the last one nothing but letters or the last number of four; a port may follow. Letters that change from lower to
     * upper case are those of an identifier.
     */
    private static boolean mayBeHost(byte[] text, int from, int to) {
        int dots = 0;
        int letters = 0;
        int behind = 0;
        boolean port = false;
        for (int i = from; i < to; i++) {
            byte c = text[i];
            if (c == '.') {
                dots++;
                behind = 0;
            } else if (c == ':') {
                port = true;
            } else if (isLetter(c) || c == '-') {
                letters++;
                behind += behind > 0 && c < 'a' && text[i - 1] >= 'a' ? MIXED : 1;
            } else if (c >= '0' && c <= '9') {
                behind += port ? 0 : MIXED;
            } else if (c < 0 || c > ' ') {
                return false;
            }
        }
        return dots > 0 && (behind > 0 && behind < MIXED || dots == 3 && letters == 0);
    }

    private static boolean holdsScheme(byte[] text, int from, int to) {
        for (int i = from + 1; i < to - 2; i++) {
            if (text[i] == ':' && text[i + 1] == '/' && text[i + 2] == '/') {
                return true;
            }
        }
        return false;
    }

    private static boolean isLetter(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
