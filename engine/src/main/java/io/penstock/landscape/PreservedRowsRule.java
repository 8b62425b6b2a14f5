package io.penstock.landscape;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the target that survive a sync: {@code preference where name like 'smtp.%'}.
 *
 * @param table as written, with or without schema
 * @param where an SQL condition; absent for all rows of the table
 * @param place where it stands; absent for a rule that no file holds
 */
public record PreservedRowsRule(
        String table, @Nullable String where, @Nullable Place place) {

    public PreservedRowsRule(String table, @Nullable String where) {
        this(table, where, null);
    }

    private static final String PART = "(?:\"[^\"]+\"|[^\\s\".;'()]+)";
    private static final Pattern RULE = Pattern.compile(
            "\\s*(" + PART + "(?:\\." + PART + ")?)(?:\\s+where\\s+(\\S.*?))?\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Reads {@code table} or {@code table where condition}; empty where the text is neither. */
    static Optional<PreservedRowsRule> parse(String text, Place place) {
        Matcher matcher = RULE.matcher(text);
        return matcher.matches()
                ? Optional.of(new PreservedRowsRule(matcher.group(1), matcher.group(2), place))
                : Optional.empty();
    }
}
