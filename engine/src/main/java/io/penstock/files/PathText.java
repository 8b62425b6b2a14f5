package io.penstock.files;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Relative paths as text. Names are bytes; the platform's strings lose those that its locale cannot decode, its URIs do not, so everything beyond ASCII
 * goes through them. A journal written under one locale is thus readable under another.
 */
final class PathText {

    private static final Path ROOT = Path.of("/");

    private PathText() {}

    /** One line of ASCII without tabs, from which {@link #decode} makes the same path. */
    static String encode(Path relative) {
        String text = relative.toString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f) {
                return '%' + raw(relative);
            }
        }
        return '=' + text;
    }

    static Path decode(String encoded) {
        return encoded.charAt(0) == '='
                ? Path.of(encoded.substring(1))
                : ROOT.relativize(Path.of(URI.create("file://" + encoded.substring(1))));
    }

    /** For people: line breaks and other controls escaped, bytes that are no UTF-8 as {@code \xff}. */
    static String show(Path relative) {
        String text = relative.toString();
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++) {
            char c = text.charAt(i);
            plain = !Character.isISOControl(c) && c != '\uFFFD' && Character.getType(c) != Character.FORMAT;
        }
        return plain ? text : escaped(bytes(raw(relative)));
    }

    /** As UTF-8 whatever the locale, so that patterns mean the same everywhere; bytes that are none become U+FFFD. */
    static String decoded(Path relative) {
        String text = relative.toString();
        return text.indexOf('\uFFFD') < 0 ? text : new String(bytes(raw(relative)), StandardCharsets.UTF_8);
    }

    /** The path under {@code /}, each byte that is not a plain character as {@code %XX}. */
    private static String raw(Path relative) {
        String raw = ROOT.resolve(relative).toUri().getRawPath();
        // A directory of that name under the real / would add a slash.
        return raw.length() > 1 && raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
    }

    private static byte[] bytes(String raw) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 1; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                out.write(Integer.parseInt(raw.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                out.write(raw.charAt(i));
            }
        }
        return out.toByteArray();
    }

    private static String escaped(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
        while (true) {
            CoderResult result = decoder.decode(in, chars, true);
            chars.flip();
            chars.codePoints().forEach(point -> append(out, point));
            chars.clear();
            if (!result.isError()) {
                return out.toString();
            }
            for (int i = 0; i < result.length(); i++) {
                out.append(String.format("\\x%02x", in.get() & 0xff));
            }
            decoder.reset();
        }
    }

    private static void append(StringBuilder out, int point) {
        if (point == '\n') {
            out.append("\\n");
        } else if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
            out.append(String.format(point < 0x100 ? "\\x%02x" : "\\u%04x", point));
        } else {
            out.appendCodePoint(point);
        }
    }
}
