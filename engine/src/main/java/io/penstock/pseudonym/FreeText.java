package io.penstock.pseudonym;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what is found of persons in free text by the pseudonyms of their links, and keeps the rest: values of other columns of the row, then what has a form of its
 * own, then names. What has no form and is no known name is not found.
 */
final class FreeText implements Pseudonymizer {

    /** Shorter values of the row would be found inside of anything. */
    private static final int SHORTEST = 2;

    /** A stretch of the text, and what it becomes. */
    record Span(int start, int end, String replacement) {}

    private final List<String> of;
    private final Map<Recipe, Pseudonymizer> inner;
    private final FormFinder forms;
    private final NameFinder names;
    private final int maxLength;

    /**
     * @param of columns of the row whose values are looked for
     * @param inner what replaces what is found
     * @param maxLength what is longer is cut; 0 for any length
     */
    FreeText(List<String> of, Map<Recipe, Pseudonymizer> inner, FormFinder forms, NameFinder names, int maxLength) {
        this.of = List.copyOf(of);
        this.inner = Map.copyOf(inner);
        this.forms = forms;
        this.names = names;
        this.maxLength = maxLength;
    }

    @Override
    public String replace(String value, RowContext row) {
        List<Span> spans = new ArrayList<>();
        ofRow(value, row, spans);
        forms.find(value, (recipe, start, end) -> add(value, recipe, start, end, row, spans));
        names.find(value, (recipe, start, end) -> add(value, recipe, start, end, row, spans));
        if (spans.isEmpty()) {
            return value;
        }
        spans.sort(Comparator.comparingInt(Span::start));
        StringBuilder made = new StringBuilder(value.length() + 32);
        int copied = 0;
        for (Span span : spans) {
            made.append(value, copied, span.start()).append(span.replacement());
            copied = span.end();
        }
        return Fold.cut(made.append(value, copied, value.length()).toString(), maxLength);
    }

    private void ofRow(String text, RowContext row, List<Span> spans) {
        for (String column : of) {
            String original = row.original(column);
            if (original == null || original.strip().length() < SHORTEST) {
                continue;
            }
            String wanted = original.strip();
            String pseudonym =
                    Objects.requireNonNullElse(row.pseudonym(column), "").strip();
            for (int at = 0; at < text.length(); at++) {
                int end = WordMatch.end(text, at, wanted);
                if (end > 0 && isFree(at, end, spans)) {
                    spans.add(new Span(at, end, Fold.likeCase(text.substring(at, end), pseudonym)));
                    at = end - 1;
                }
            }
        }
    }

    private void add(String text, Recipe recipe, int start, int end, RowContext row, List<Span> spans) {
        Pseudonymizer pseudonymizer = inner.get(recipe);
        if (pseudonymizer != null && isFree(start, end, spans)) {
            @Nullable String made = pseudonymizer.replace(text.substring(start, end), row);
            spans.add(new Span(start, end, Objects.requireNonNullElse(made, "")));
        }
    }

    private static boolean isFree(int start, int end, List<Span> spans) {
        for (Span span : spans) {
            if (start < span.end() && span.start() < end) {
                return false;
            }
        }
        return true;
    }
}
