package io.penstock.configset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A file of Java properties (the format of {@link Properties#load}), changed without touching what stands around a value: other keys, comments, order and line ends. It is read as UTF-8 where it
 * is that, else as ISO-8859-1, and what is written is ASCII, which is both.
 */
final class PropertiesText {

    /**
     * A logical line.
     *
     * @param line counted from 1
     * @param raw all of it, with its end
     * @param key absent for a comment or an empty line
     */
    record Line(int line, String raw, Optional<String> key, String value) {}

    private final Charset charset;
    private final List<Line> lines = new ArrayList<>();

    PropertiesText(byte[] content) {
        charset = charset(content);
        String text = new String(content, charset);
        int line = 1;
        for (int from = 0; from < text.length(); ) {
            int to = end(text, from);
            String raw = text.substring(from, to);
            lines.add(parsed(line, raw));
            line += (int) raw.chars().filter(each -> each == '\n').count()
                    + (int) raw.replace("\r\n", "")
                            .chars()
                            .filter(each -> each == '\r')
                            .count();
            from = to;
        }
    }

    private static Charset charset(byte[] content) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return UTF_8;
        } catch (CharacterCodingException e) {
            return ISO_8859_1;
        }
    }

    /** Where the logical line ends: a backslash at the end of a line that is no comment continues it. */
    private static int end(String text, int from) {
        int at = from;
        while (true) {
            int begin = at;
            while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                at++;
            }
            int slashes = 0;
            while (at - 1 - slashes >= begin && text.charAt(at - 1 - slashes) == '\\') {
                slashes++;
            }
            if (at < text.length()) {
                at += text.startsWith("\r\n", at) ? 2 : 1;
            }
            if (slashes % 2 == 0 || at == text.length() || begin == from && isComment(text.substring(from, at))) {
                return at;
            }
        }
    }

    private static boolean isComment(String line) {
        return line.stripLeading().matches("(?s)[#!].*");
    }

    private static Line parsed(int line, String raw) {
        Properties single = new Properties();
        try {
            single.load(new StringReader(raw));
        } catch (IOException | IllegalArgumentException e) {
            // A broken escape: whoever reads the file will say so.
            return new Line(line, raw, Optional.empty(), "");
        }
        for (Map.Entry<Object, Object> entry : single.entrySet()) {
            return new Line(
                    line,
                    raw,
                    Optional.of(entry.getKey().toString()),
                    entry.getValue().toString());
        }
        return new Line(line, raw, Optional.empty(), "");
    }

    /** The lines that hold a key. */
    List<Line> entries() {
        return lines.stream().filter(line -> line.key().isPresent()).toList();
    }

    /** What a key stands for: its last line counts. */
    Optional<String> get(String key) {
        return at(key).map(index -> lines.get(index).value());
    }

    private Optional<Integer> at(String key) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).key().filter(key::equals).isPresent()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    void set(String key, String value) {
        Optional<Integer> at = at(key);
        if (at.isPresent()) {
            Line old = lines.get(at.get());
            if (!old.value().equals(value)) {
                String end = old.raw().replaceFirst("(?s)^.*?(\\R?)$", "$1");
                String raw = escaped(key, true) + separator(old.raw()) + escaped(value, false) + end;
                lines.set(at.get(), new Line(old.line(), raw, Optional.of(key), value));
            }
            return;
        }
        String end = lines.stream()
                .map(Line::raw)
                .filter(raw -> raw.endsWith("\n"))
                .findFirst()
                .map(raw -> raw.endsWith("\r\n") ? "\r\n" : "\n")
                .orElse("\n");
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).raw().matches("(?s).*[\r\n]")) {
            Line last = lines.remove(lines.size() - 1);
            lines.add(new Line(last.line(), last.raw() + end, last.key(), last.value()));
        }
        lines.add(new Line(0, escaped(key, true) + "=" + escaped(value, false) + end, Optional.of(key), value));
    }

    /** As the file has it between this key and its value. */
    private static String separator(String raw) {
        String text = raw.stripLeading();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '\\') {
                i++;
            } else if (" \t\f=:".indexOf(each) >= 0) {
                String separator = text.substring(i).replaceFirst("(?s)^([ \\t\\f]*[=:]?[ \\t\\f]*).*$", "$1");
                return separator.isEmpty() ? "=" : separator;
            }
        }
        return "=";
    }

    private static String escaped(String text, boolean isKey) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case '\f' -> escaped.append("\\f");
                case '\\' -> escaped.append("\\\\");
                default -> {
                    boolean marked = isKey ? " =:#!".indexOf(each) >= 0 : i == 0 && " =:".indexOf(each) >= 0;
                    if (each < ' ' || each > '~') {
                        escaped.append("\\u%04X".formatted((int) each));
                    } else {
                        escaped.append(marked ? "\\" : "").append(each);
                    }
                }
            }
        }
        return escaped.toString();
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.raw()));
        return text.toString().getBytes(charset);
    }
}
