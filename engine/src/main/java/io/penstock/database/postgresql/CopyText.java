package io.penstock.database.postgresql;

import io.penstock.PenstockException;
import io.penstock.database.DatabaseProblem;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Fields of PostgreSQL's text format of COPY (documentation of COPY, "Text Format"): tabs between fields, backslash escapes, {@code \N} for NULL. */
final class CopyText {

    private static final byte[] NULL = {'\\', 'N'};

    private CopyText() {}

    /** The value of a field, {@code null} for NULL. */
    static @Nullable String decode(byte[] row, int from, int to) {
        if (to - from == 2 && row[from] == '\\' && row[from + 1] == 'N') {
            return null;
        }
        // Most values are plain ASCII, which needs no look at escapes and encoding.
        int plain = from;
        while (plain < to && row[plain] > 0 && row[plain] != '\\') {
            plain++;
        }
        return plain == to ? new String(row, from, to - from, StandardCharsets.ISO_8859_1) : decodeAny(row, from, to);
    }

    private static String decodeAny(byte[] row, int from, int to) {
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte b = row[i];
            if (b == '\\' && i + 1 < to) {
                b = unescaped(row[++i]);
            }
            plain[length++] = b;
        }
        return text(plain, length);
    }

    /**
     * Writes the field for a value into a buffer.
     *
     * @return its length; -1 when it does not fit, or is not plain ASCII: {@link #encode(String)} makes any field
     */
    static int encode(@Nullable String value, byte[] into) {
        int length = value == null ? into.length : value.length();
        if (value == null || length > into.length) {
            return -1;
        }
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c < ' ' || c >= 0x7F || c == '\\') {
                return -1;
            }
            into[i] = (byte) c;
        }
        return length;
    }

    /** The field for a value, with {@code null} as NULL. */
    static byte[] encode(@Nullable String value) {
        if (value == null) {
            return NULL;
        }
        byte[] plain = value.getBytes(StandardCharsets.UTF_8);
        int escapes = 0;
        for (byte b : plain) {
            if (escaped(b) != 0) {
                escapes++;
            }
        }
        if (escapes == 0) {
            return plain;
        }
        byte[] field = new byte[plain.length + escapes];
        int length = 0;
        for (byte b : plain) {
            byte letter = escaped(b);
            if (letter != 0) {
                field[length++] = '\\';
                field[length++] = letter;
            } else {
                field[length++] = b;
            }
        }
        return field;
    }

    private static String text(byte[] bytes, int length) {
        String value = new String(bytes, 0, length, StandardCharsets.UTF_8);
        if (value.indexOf('\uFFFD') >= 0 && value.getBytes(StandardCharsets.UTF_8).length != length) {
            throw new PenstockException(
                    DatabaseProblem.ENCODING_UNFIT,
                    "A value of a personal column is not valid UTF-8, which an SQL_ASCII database allows.",
                    "Convert the source to a real encoding, or declare what its bytes mean by dumping and restoring it.");
        }
        return value;
    }

    static byte unescaped(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            default -> letter;
        };
    }

    private static byte escaped(byte plain) {
        return switch (plain) {
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            case 0x0b -> 'v';
            case '\\' -> '\\';
            default -> 0;
        };
    }
}
