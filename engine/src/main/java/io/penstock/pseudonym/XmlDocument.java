package io.penstock.pseudonym;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Replaces values inside XML documents and leaves the rest of the text as it is, to the blank. A document that cannot be read, or has a document type, is replaced as a
 * whole and counted.
 */
final class XmlDocument implements Pseudonymizer {

    /** @param whole whether all that is in an element at the path is replaced as one; otherwise each text in it is */
    record Rule(XmlPath path, Pseudonymizer pseudonymizer, boolean whole) {}

    static final String REDACTED = "<redacted/>";

    private final List<Rule> rules;
    private final List<LongAdder> uses;
    private final OddValues odd;

    XmlDocument(List<Rule> rules, OddValues odd) {
        this.rules = List.copyOf(rules);
        this.uses = rules.stream()
                .map(rule -> odd.paths().of(rule.path().toString()))
                .toList();
        this.odd = odd;
    }

    @Override
    public String replace(String value, RowContext row) {
        if (!XmlSyntax.isWellFormed(value)) {
            odd.add();
            return REDACTED;
        }
        odd.paths().addDocument();
        return new Copy(value, row).run();
    }

    private record Open(String name, @Nullable Rule rule) {}

    /** One pass over one document, which is known to be well-formed. */
    private final class Copy {

        private final String text;
        private final RowContext row;
        private final StringBuilder made;
        private final List<String> place = new ArrayList<>();
        private final List<Open> open = new ArrayList<>();
        private int copied;
        private int at;

        Copy(String text, RowContext row) {
            this.text = text;
            this.row = row;
            this.made = new StringBuilder(text.length() + 32);
        }

        String run() {
            at = XmlSyntax.contentStart(text);
            while (at < text.length()) {
                if (text.charAt(at) != '<' || text.startsWith("<![CDATA[", at)) {
                    characters();
                } else if (text.startsWith("<!--", at)) {
                    at = text.indexOf("-->", at + 4) + 3;
                } else if (text.startsWith("<?", at)) {
                    at = text.indexOf("?>", at) + 2;
                } else if (text.startsWith("</", at)) {
                    open.remove(open.size() - 1);
                    place.remove(place.size() - 1);
                    at = text.indexOf('>', at) + 1;
                } else {
                    element();
                }
            }
            return made.append(text, copied, text.length()).toString();
        }

        private void characters() {
            int start = at;
            while (at < text.length()) {
                if (text.startsWith("<![CDATA[", at)) {
                    at = text.indexOf("]]>", at) + 3;
                } else if (text.charAt(at) == '<') {
                    break;
                } else {
                    at++;
                }
            }
            Rule rule = open.isEmpty() ? null : open.get(open.size() - 1).rule();
            if (rule != null) {
                replace(start, at, rule);
            }
        }

        private void element() {
            int nameEnd = at + 1;
            while (" \t\r\n/>".indexOf(text.charAt(nameEnd)) < 0) {
                nameEnd++;
            }
            String name = text.substring(at + 1, nameEnd);
            place.add(name);
            Rule own = rule(null);
            Rule inherited = open.isEmpty() ? null : open.get(open.size() - 1).rule();
            Rule rule = own != null ? own : inherited;
            at = nameEnd;
            attributes();
            boolean empty = text.charAt(at) == '/';
            at = text.indexOf('>', at) + 1;
            if (empty) {
                place.remove(place.size() - 1);
                return;
            }
            open.add(new Open(name, rule));
            if (own != null && own.whole()) {
                int start = at;
                skip();
                if (at > start) {
                    replace(start, at, own);
                }
            }
        }

        /** Goes to the {@code /} or {@code >} of the tag. */
        private void attributes() {
            while (true) {
                while (Character.isWhitespace(text.charAt(at))) {
                    at++;
                }
                if (text.charAt(at) == '/' || text.charAt(at) == '>') {
                    return;
                }
                int equals = text.indexOf('=', at);
                String name = text.substring(at, equals).strip();
                at = equals + 1;
                while (Character.isWhitespace(text.charAt(at))) {
                    at++;
                }
                int start = at + 1;
                int end = text.indexOf(text.charAt(at), start);
                Rule rule = rule(name);
                if (rule != null) {
                    replace(start, end, rule);
                }
                at = end + 1;
            }
        }

        /** Goes to the end tag of the element whose content begins here. */
        private void skip() {
            int depth = 0;
            while (true) {
                if (text.startsWith("<![CDATA[", at)) {
                    at = text.indexOf("]]>", at) + 3;
                } else if (text.startsWith("<!--", at)) {
                    at = text.indexOf("-->", at + 4) + 3;
                } else if (text.startsWith("<?", at)) {
                    at = text.indexOf("?>", at) + 2;
                } else if (text.startsWith("</", at)) {
                    if (depth == 0) {
                        return;
                    }
                    depth--;
                    at = text.indexOf('>', at) + 1;
                } else if (text.charAt(at) == '<') {
                    at = tagEnd(at);
                    depth += text.charAt(at - 2) == '/' ? 0 : 1;
                } else {
                    at++;
                }
            }
        }

        private int tagEnd(int from) {
            int end = from;
            while (text.charAt(end) != '>') {
                boolean quote = text.charAt(end) == '"' || text.charAt(end) == '\'';
                end = quote ? text.indexOf(text.charAt(end), end + 1) + 1 : end + 1;
            }
            return end + 1;
        }

        private @Nullable Rule rule(@Nullable String attribute) {
            for (int i = 0; i < rules.size(); i++) {
                XmlPath path = rules.get(i).path();
                if (attribute == null ? path.matches(place) : path.matches(place, attribute)) {
                    uses.get(i).increment();
                    return rules.get(i);
                }
            }
            return null;
        }

        private void replace(int start, int end, Rule rule) {
            String raw = text.substring(start, end);
            String value = rule.whole() ? raw.strip() : XmlSyntax.decoded(raw).strip();
            if (value.isEmpty()) {
                return;
            }
            String replacement = rule.pseudonymizer().replace(value, row);
            if (value.equals(replacement)) {
                return;
            }
            int from = start;
            int to = end;
            while (Character.isWhitespace(text.charAt(from))) {
                from++;
            }
            while (Character.isWhitespace(text.charAt(to - 1))) {
                to--;
            }
            made.append(text, copied, from);
            if (replacement != null) {
                XmlSyntax.encode(replacement, made);
            }
            copied = to;
        }
    }
}
