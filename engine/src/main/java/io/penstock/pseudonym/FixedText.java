package io.penstock.pseudonym;

import io.penstock.database.ColumnKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/** The replacements that do not depend on the value. */
final class FixedText {

    private FixedText() {}

    static @Nullable String of(Options.Entry entry, ColumnKind kind, int maxLength) {
        return switch (entry.recipe()) {
            case NULL -> null;
            case CONSTANT -> entry.options().value();
            case EMPTY -> empty(kind);
            default -> redacted(entry.options().value(), kind, maxLength);
        };
    }

    private static String empty(ColumnKind kind) {
        return switch (kind) {
            case JSON, ARRAY -> "{}";
            case BINARY -> "\\x";
            case RANGE -> "empty";
            default -> "";
        };
    }

    private static String redacted(@Nullable String value, ColumnKind kind, int maxLength) {
        String text = value == null ? "redacted" : value;
        return switch (kind) {
            case JSON -> '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
            case XML -> XmlDocument.REDACTED;
            case BINARY, ARRAY -> empty(kind);
            default -> Fold.cut(text, maxLength);
        };
    }
}
