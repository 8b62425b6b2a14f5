package io.penstock.pseudonym.leak;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes one layer of encoding off a text, into a buffer of its own. For one thread. */
final class Decoding {

    private static final byte[] BASE64 = base64();

    private byte[] plain = new byte[1024];
    private int length;

    byte[] text() {
        return plain;
    }

    int length() {
        return length;
    }

    private static byte[] base64() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        values['-'] = 62;
        values['_'] = 63;
        return values;
    }

    /** Whether the first eight characters would become text; hardly a word does. */
    static boolean mayBeBase64(byte[] text, int from) {
        return becomesText(text, from) && becomesText(text, from + 4);
    }

    private static boolean becomesText(byte[] text, int from) {
        int bits = BASE64[text[from] & 0xFF] << 18
                | BASE64[text[from + 1] & 0xFF] << 12
                | BASE64[text[from + 2] & 0xFF] << 6
                | BASE64[text[from + 3] & 0xFF];
        if (text[from + 2] == '=' || text[from + 3] == '=') {
            return true;
        }
        return bits >= 0 && isText(bits >> 16) && isText(bits >> 8 & 0xFF) && isText(bits & 0xFF);
    }

    private static boolean isText(int c) {
        return c >= ' ' && c != 0x7F && c < 0xF5 || c == '\n' || c == '\t' || c == '\r';
    }

    /** Base64 of either alphabet, with or without padding; false when it is none, or none of a text. */
    boolean base64(byte[] text, int from, int to) {
        reserve(to - from);
        length = 0;
        int bits = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            if (text[i] == '=') {
                break;
            }
            int value = BASE64[text[i] & 0xFF];
            if (value < 0) {
                return false;
            }
            bits = bits << 6 | value;
            count += 6;
            if (count >= 8) {
                count -= 8;
                int made = bits >> count & 0xFF;
                if (!isText(made)) {
                    return false;
                }
                plain[length++] = (byte) made;
            }
        }
        return length >= 6;
    }

    /** {@code %40} and the like; false when there is none. */
    boolean percent(byte[] text, int from, int to, boolean plusIsBlank) {
        reserve(to - from);
        length = 0;
        boolean changed = false;
        boolean plus = false;
        for (int i = from; i < to; i++) {
            byte c = text[i];
            if (c == '%' && i + 2 < to && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
                c = (byte) (hex(text[i + 1]) << 4 | hex(text[i + 2]));
                i += 2;
                changed = true;
            } else if (c == '+' && plusIsBlank) {
                c = ' ';
                plus = true;
            }
            plain[length++] = c;
        }
        return changed && (plus || !plusIsBlank);
    }

    /** One layer of backslashes, of JSON, arrays and composites. */
    boolean backslashes(byte[] text, int from, int to) {
        reserve(to - from);
        length = 0;
        boolean changed = false;
        for (int i = from; i < to; i++) {
            byte c = text[i];
            if (c != '\\' || i + 1 == to) {
                plain[length++] = c;
                continue;
            }
            changed = true;
            byte next = text[++i];
            if (next == 'u' && i + 4 < to && isHex(text, i + 1, 4)) {
                put(hex(text[i + 1]) << 12 | hex(text[i + 2]) << 8 | hex(text[i + 3]) << 4 | hex(text[i + 4]));
                i += 4;
            } else if (next == 'x' && i + 2 < to && isHex(text, i + 1, 2)) {
                // A byte string within an array or a composite.
                while (i + 2 < to && isHex(text, i + 1, 2)) {
                    plain[length++] = (byte) (hex(text[i + 1]) << 4 | hex(text[i + 2]));
                    i += 2;
                }
            } else {
                plain[length++] = switch (next) {
                    case 'n', 'r', 't', 'b', 'f', 'v' -> (byte) ' ';
                    default -> next;
                };
            }
        }
        return changed;
    }

    /** Character references of XML and HTML. */
    boolean references(byte[] text, int from, int to) {
        reserve(to - from);
        length = 0;
        boolean changed = false;
        for (int i = from; i < to; i++) {
            int end = text[i] == '&' ? semicolon(text, i, to) : -1;
            int meant = end < 0 ? -1 : meant(new String(text, i + 1, end - i - 1, StandardCharsets.ISO_8859_1));
            if (meant < 0) {
                plain[length++] = text[i];
            } else {
                put(meant);
                i = end;
                changed = true;
            }
        }
        return changed;
    }

    private static int semicolon(byte[] text, int from, int to) {
        for (int i = from + 1; i < Math.min(to, from + 12); i++) {
            if (text[i] == ';') {
                return i;
            }
        }
        return -1;
    }

    private static int meant(String name) {
        try {
            if (name.startsWith("#x") || name.startsWith("#X")) {
                return Integer.parseInt(name, 2, name.length(), 16) & 0x1FFFFF;
            }
            if (name.startsWith("#")) {
                return Integer.parseInt(name, 1, name.length(), 10) & 0x1FFFFF;
            }
        } catch (NumberFormatException e) {
            return -1;
        }
        return switch (name) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            case "nbsp" -> 0xA0;
            case "commat" -> '@';
            default -> -1;
        };
    }

    private void put(int codePoint) {
        if (codePoint < 0x80) {
            plain[length++] = (byte) codePoint;
            return;
        }
        byte[] bytes = Character.isValidCodePoint(codePoint)
                ? Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)
                : new byte[] {' '};
        for (byte each : bytes) {
            plain[length++] = each;
        }
    }

    private static boolean isHex(byte[] text, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (hex(text[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int hex(byte c) {
        return Character.digit(c, 16);
    }

    private void reserve(int most) {
        if (plain.length < most) {
            plain = new byte[most];
        }
    }
}
