package io.penstock.pseudonym.leak;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/** Brings the spellings of a token together, in a buffer of its own. For one thread. */
final class Folding {

    private static final int LATIN_1_UPPER = 0xC3;

    /** By character of ASCII: its lower case; 0 for what is left out. */
    private static final byte[] LOWER = new byte[128];

    private static final byte[] BARE = new byte[128];

    static {
        for (int c = 0; c < 128; c++) {
            LOWER[c] = (byte) Character.toLowerCase(c);
            BARE[c] = Character.isLetterOrDigit(c) ? LOWER[c] : 0;
        }
    }

    private byte[] folded = new byte[256];

    /** What was folded last. */
    byte[] text() {
        return folded;
    }

    /** Lower case. */
    int address(byte[] text, int from, int to) {
        return fold(text, from, to, false);
    }

    /** Lower case, letters and digits only. */
    int code(byte[] text, int from, int to) {
        return fold(text, from, to, true);
    }

    /** Upper case letters and digits from here on, at most {@code most}, over blanks and dashes; stops at anything else. */
    int spread(byte[] text, int from, int to, int most) {
        reserve(most);
        int length = 0;
        int blanks = 0;
        for (int i = from; i < to && length < most; i++) {
            int c = text[i] & 0xFF;
            if (c >= '0' && c <= '9' || c >= 'A' && c <= 'Z') {
                folded[length++] = (byte) c;
                blanks = 0;
            } else if (c >= 'a' && c <= 'z') {
                folded[length++] = (byte) (c - 0x20);
                blanks = 0;
            } else if (++blanks > 3 || c != ' ' && c != '-' && c != 0xC2 && c != 0xA0) {
                break;
            }
        }
        return length;
    }

    private int fold(byte[] text, int from, int to, boolean bare) {
        reserve(to - from);
        byte[] table = bare ? BARE : LOWER;
        int length = 0;
        for (int i = from; i < to; i++) {
            int c = text[i];
            if (c >= 0) {
                byte lower = table[c];
                folded[length] = lower;
                length += lower == 0 ? 0 : 1;
            } else if ((c & 0xFF) == LATIN_1_UPPER && i + 1 < to) {
                int next = text[++i] & 0xFF;
                folded[length++] = (byte) c;
                folded[length++] = (byte) (next >= 0x80 && next <= 0x9E && next != 0x97 ? next + 0x20 : next);
            } else {
                return foldAny(text, from, to, bare);
            }
        }
        return length;
    }

    /** Letters beyond those of western languages. */
    private int foldAny(byte[] text, int from, int to, boolean bare) {
        String any = Normalizer.normalize(
                        new String(text, from, to - from, StandardCharsets.UTF_8), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
        StringBuilder kept = new StringBuilder(any.length());
        any.codePoints().filter(c -> !bare || Character.isLetterOrDigit(c)).forEach(kept::appendCodePoint);
        byte[] bytes = kept.toString().getBytes(StandardCharsets.UTF_8);
        reserve(bytes.length);
        System.arraycopy(bytes, 0, folded, 0, bytes.length);
        return bytes.length;
    }

    private void reserve(int length) {
        if (folded.length < length) {
            folded = new byte[length * 2];
        }
    }
}
