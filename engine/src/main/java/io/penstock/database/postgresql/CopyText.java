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
        int escape = from;
        while (escape < to && row[escape] != '\\') {
            escape++;
        }
        if (escape == to) {
            return text(row, from, to - from);
        }
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte b = row[i];
            if (b == '\\' && i + 1 < to) {
                b = unescaped(row[++i]);
            }
            plain[length++] = b;
        }
        return text(plain, 0, length);
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

    private static String text(byte[] bytes, int from, int length) {
        String value = new String(bytes, from, length, StandardCharsets.UTF_8);
        if (value.indexOf('\uFFFD') >= 0 && value.getBytes(StandardCharsets.UTF_8).length != length) {
            throw new PenstockException(
                    DatabaseProblem.ENCODING_UNFIT,
                    "A value of a personal column is not valid UTF-8, which an SQL_ASCII database allows.",
                    "Convert the source to a real encoding, or declare what its bytes mean by dumping and restoring it.");
        }
        return value;
    }

    private static byte unescaped(byte letter) {
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
