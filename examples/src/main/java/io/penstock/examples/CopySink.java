package io.penstock.examples;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/** Writes rows in the text format of PostgreSQL's {@code COPY}, through one buffer. */
final class CopySink implements RowSink {

    private static final int FLUSH_AT = 64 * 1024;

    private final CopyIn copy;
    private byte[] buffer = new byte[FLUSH_AT + 8192];
    private int length;
    private boolean first = true;

    CopySink(CopyIn copy) {
        this.copy = copy;
    }

    @Override
    public RowSink text(@Nullable String value) {
        if (value == null) {
            return none();
        }
        separate();
        int size = value.length();
        reserve(size * 4);
        for (int i = 0; i < size; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                escapeEncoded(value.substring(i));
                return this;
            }
            escape((byte) c);
        }
        return this;
    }

    private void escapeEncoded(String rest) {
        byte[] encoded = rest.getBytes(StandardCharsets.UTF_8);
        reserve(encoded.length * 2);
        for (byte b : encoded) {
            escape(b);
        }
    }

    private void escape(byte b) {
        switch (b) {
            case '\\' -> escaped('\\');
            case '\n' -> escaped('n');
            case '\r' -> escaped('r');
            case '\t' -> escaped('t');
            default -> buffer[length++] = b;
        }
    }

    private void escaped(char letter) {
        buffer[length++] = '\\';
        buffer[length++] = (byte) letter;
    }

    @Override
    public RowSink number(long value) {
        return plain(Long.toString(value));
    }

    @Override
    public RowSink cents(long value) {
        long part = Math.abs(value % 100);
        return plain((value < 0 && value > -100 ? "-" : "") + value / 100 + (part < 10 ? ".0" : ".") + part);
    }

    @Override
    public RowSink bool(boolean value) {
        return plain(value ? "t" : "f");
    }

    @Override
    public RowSink time(long epochSecond) {
        long second = Math.floorMod(epochSecond, 86_400L);
        date(Math.floorDiv(epochSecond, 86_400L));
        buffer[length++] = ' ';
        twoDigits(second / 3600);
        buffer[length++] = ':';
        twoDigits(second / 60 % 60);
        buffer[length++] = ':';
        twoDigits(second % 60);
        buffer[length++] = '+';
        twoDigits(0);
        return this;
    }

    private void twoDigits(long value) {
        buffer[length++] = (byte) ('0' + value / 10);
        buffer[length++] = (byte) ('0' + value % 10);
    }

    @Override
    public RowSink date(long epochDay) {
        return plain(LocalDate.ofEpochDay(epochDay).toString());
    }

    @Override
    public RowSink json(String value) {
        return text(value);
    }

    @Override
    public RowSink bytes(byte[] value) {
        return text("\\x" + HexFormat.of().formatHex(value));
    }

    @Override
    public RowSink strings(String... values) {
        return text("{" + String.join(",", values) + "}");
    }

    @Override
    public RowSink none() {
        return plain("\\N");
    }

    private RowSink plain(String ascii) {
        separate();
        int size = ascii.length();
        reserve(size + 32);
        for (int i = 0; i < size; i++) {
            buffer[length++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    private void separate() {
        reserve(1);
        if (!first) {
            buffer[length++] = '\t';
        }
        first = false;
    }

    private void reserve(int bytes) {
        if (buffer.length - length < bytes) {
            buffer = java.util.Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + bytes));
        }
    }

    @Override
    public void end() {
        reserve(1);
        buffer[length++] = '\n';
        first = true;
        if (length >= FLUSH_AT) {
            flush();
        }
    }

    void flush() {
        try {
            copy.writeToCopy(buffer, 0, length);
        } catch (SQLException e) {
            throw new LoadFailure(e);
        }
        length = 0;
    }
}
