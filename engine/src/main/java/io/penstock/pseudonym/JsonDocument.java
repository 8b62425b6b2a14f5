package io.penstock.pseudonym;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/**
 * Replaces values inside JSON documents and leaves the rest of the text as it is, to the blank. A document that cannot be read is replaced as a whole by an empty
 * one and counted.
 */
final class JsonDocument implements Pseudonymizer {

    /** @param whole whether an object or array at the path is replaced as one; otherwise each value in it is */
    record Rule(JsonPath path, Pseudonymizer pseudonymizer, boolean whole) {}

    /** Rows may have up to 32 MB, and so may a string in one. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(64 << 20).build())
            .build();

    private final List<Rule> rules;
    private final List<LongAdder> uses;
    private final OddValues odd;

    JsonDocument(List<Rule> rules, OddValues odd) {
        this.rules = List.copyOf(rules);
        this.uses = rules.stream()
                .map(rule -> odd.paths().of(rule.path().toString()))
                .toList();
        this.odd = odd;
    }

    @Override
    public String replace(String value, RowContext row) {
        try (JsonParser parser = FACTORY.createParser(value)) {
            return new Copy(value, parser, row).run();
        } catch (JacksonException e) {
            odd.add();
            return "{}";
        }
    }

    /** One pass over one document. */
    private final class Copy {

        private final String text;
        private final JsonParser parser;
        private final RowContext row;
        private final StringBuilder made;
        private final List<Object> place = new ArrayList<>();
        private int copied;

        Copy(String text, JsonParser parser, RowContext row) {
            this.text = text;
            this.parser = parser;
            this.row = row;
            this.made = new StringBuilder(text.length() + 32);
        }

        String run() {
            boolean any = false;
            odd.paths().addDocument();
            while (parser.nextToken() != null) {
                any = true;
                value(null);
            }
            if (!any) {
                odd.add();
                return "{}";
            }
            return made.append(text, copied, text.length()).toString();
        }

        /** Handles the value that begins with the current token. */
        private void value(@Nullable Rule inherited) {
            Rule own = rule();
            Rule rule = own != null ? own : inherited;
            JsonToken token = parser.currentToken();
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                if (rule != null && rule.whole()) {
                    int start = start();
                    parser.skipChildren();
                    put(start, rule.pseudonymizer().replace("{}", row), false);
                } else {
                    container(token, rule);
                }
            } else if (rule != null && token != JsonToken.VALUE_NULL) {
                int start = start();
                String old = parser.getString();
                if (!old.isEmpty()) {
                    put(start, rule.pseudonymizer().replace(old, row), token.isNumeric());
                }
            }
        }

        private void container(JsonToken opening, @Nullable Rule rule) {
            boolean array = opening == JsonToken.START_ARRAY;
            JsonToken closing = array ? JsonToken.END_ARRAY : JsonToken.END_OBJECT;
            for (int i = 0; parser.nextToken() != closing; i++) {
                if (array) {
                    place.add(i);
                } else {
                    place.add(parser.currentName());
                    parser.nextToken();
                }
                value(rule);
                place.remove(place.size() - 1);
            }
        }

        private @Nullable Rule rule() {
            for (int i = 0; i < rules.size(); i++) {
                if (rules.get(i).path().matches(place)) {
                    uses.get(i).increment();
                    return rules.get(i);
                }
            }
            return null;
        }

        private int start() {
            return (int) parser.currentTokenLocation().getCharOffset();
        }

        private void put(int start, @Nullable String replacement, boolean number) {
            parser.finishToken();
            int end = (int) parser.currentLocation().getCharOffset();
            made.append(text, copied, start);
            if (replacement == null) {
                made.append("null");
            } else if (number && isNumber(replacement)) {
                made.append(replacement);
            } else {
                made.append('"');
                JsonStringEncoder.getInstance().quoteAsString(replacement, made);
                made.append('"');
            }
            copied = end;
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
    }
}
