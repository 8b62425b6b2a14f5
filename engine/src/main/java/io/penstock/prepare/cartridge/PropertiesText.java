package io.penstock.prepare.cartridge;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a properties file in the form of {@link java.util.Properties}, and keeps what that forgets: the order, the lines, repeated keys and the text as it was written. Lines end
 * with LF, CR or both. Within a value that goes on, lines that begin with {@code #} or {@code !} are comments. A file is UTF-8 where it is
 * valid UTF-8, and ISO-8859-1 where not.
 */
public final class PropertiesText {

    /**
     * A key with its value.
     *
     * @param text the value as written, one line for each line of the file
     * @param line where the key stands, counted from 1
     */
    public record Entry(String key, String value, String text, int line) {}

    private final List<String> lines;
    private final List<Entry> entries = new ArrayList<>();
    private int at;

    private PropertiesText(List<String> lines) {
        this.lines = lines;
    }

    /** All entries in their order, repeated keys too. */
    public static List<Entry> read(byte[] bytes) {
        PropertiesText text = new PropertiesText(List.of(decoded(bytes).split("\r\n|\r|\n", -1)));
        text.readAll();
        return text.entries;
    }

    private static String decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private void readAll() {
        while (at < lines.size()) {
            String line = lines.get(at).stripLeading();
            if (line.isEmpty() || isComment(line)) {
                at++;
            } else {
                entry();
            }
        }
    }

    private static boolean isComment(String line) {
        return line.startsWith("#") || line.startsWith("!");
    }

    private void entry() {
        int first = at + 1;
        StringBuilder logical = new StringBuilder();
        List<String> written = new ArrayList<>();
        boolean more = true;
        while (more && at < lines.size()) {
            String line = lines.get(at++).stripLeading();
            boolean begun = !written.isEmpty();
            if (begun && isComment(line)) {
                continue;
            }
            more = endsOpen(line);
            String part = more ? line.substring(0, line.length() - 1) : line;
            logical.append(part);
            written.add(part);
        }
        split(logical.toString(), written, first);
    }

    /** An odd number of backslashes at the end. */
    private static boolean endsOpen(String line) {
        int count = 0;
        while (count < line.length() && line.charAt(line.length() - 1 - count) == '\\') {
            count++;
        }
        return count % 2 == 1;
    }

    private void split(String logical, List<String> written, int line) {
        int end = 0;
        while (end < logical.length() && !isSeparator(logical.charAt(end)) && !isBlank(logical.charAt(end))) {
            end += logical.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end, logical.length());
        int start = skipBlanks(logical, end);
        if (start < logical.length() && isSeparator(logical.charAt(start))) {
            start = skipBlanks(logical, start + 1);
        }
        List<String> text = new ArrayList<>(written);
        int inFirst = Math.min(start, written.get(0).length());
        text.set(0, written.get(0).substring(inFirst));
        entries.add(new Entry(
                unescaped(logical.substring(0, end)),
                unescaped(logical.substring(start)),
                unescaped(String.join("\n", text)),
                line));
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSeparator(char c) {
        return c == '=' || c == ':';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            char next = text.charAt(++i);
            int unicode = next == 'u' ? unicode(text, i + 1) : -1;
            if (unicode >= 0) {
                plain.append((char) unicode);
                i += 4;
            } else {
                plain.append(
                        switch (next) {
                            case 't' -> '\t';
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 'f' -> '\f';
                            default -> next;
                        });
            }
        }
        return plain.toString();
    }

    /** Four digits; -1 when they are none. */
    private static int unicode(String text, int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
