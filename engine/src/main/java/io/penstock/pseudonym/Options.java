package io.penstock.pseudonym;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The options of one pseudonymizer in a map; what is absent has its default.
 *
 * @param within days
 * @param paths in the order of the file; for parts of a value, their names
 * @param open the parts of a value that are not personal
 * @param expression SQL of the source
 * @param type the name of a class
 * @param anonymous whether the key is thrown away after the run
 */
record Options(
        @Nullable Locale locale,
        @Nullable String domain,
        @Nullable String link,
        @Nullable String country,
        int within,
        @Nullable String per,
        List<String> of,
        @Nullable String value,
        Map<String, Entry> paths,
        List<String> open,
        @Nullable String expression,
        @Nullable String type,
        boolean anonymous) {

    static final int DEFAULT_WITHIN = 90;

    /** Without the options of rare pseudonymizers. */
    Options(
            @Nullable Locale locale,
            @Nullable String domain,
            @Nullable String link,
            @Nullable String country,
            int within,
            @Nullable String per,
            List<String> of,
            @Nullable String value,
            Map<String, Entry> paths) {
        this(locale, domain, link, country, within, per, of, value, paths, List.of(), null, null, false);
    }

    static final Options NONE = new Options(null, null, null, null, DEFAULT_WITHIN, null, List.of(), null, Map.of());

    /** Those of a class of the user. */
    static Options ofClass(String name) {
        return new Options(
                null, null, null, null, DEFAULT_WITHIN, null, List.of(), null, Map.of(), List.of(), null, name, false);
    }

    /** A pseudonymizer and its options, as a map names them. */
    record Entry(Recipe recipe, Options options) {

        /** Behind the names of links whose key is thrown away. */
        static final String ANONYMOUS = " (anonymous)";

        /** The link: columns of one link and one value get one pseudonym. */
        String link() {
            String name = options.link == null ? recipe.family().label() : options.link;
            if (recipe == Recipe.CLASS && options.link == null) {
                name = String.valueOf(options.type);
            }
            return options.anonymous ? name + ANONYMOUS : name;
        }

        /** One text for one meaning, whatever the order and spelling in the file. */
        String canonical() {
            return recipe.label() + options.canonical() + "@" + link();
        }
    }

    /** These options with the columns that they refer to spelled as the database does. */
    Options spelled(UnaryOperator<String> spelling) {
        String dependsOn = per == null ? null : spelling.apply(per);
        List<String> parts = of.stream().map(spelling).toList();
        return with(dependsOn, link, parts, inside(options -> options.spelled(spelling)), anonymous);
    }

    /** These options, and those inside, for a key that is thrown away. */
    Options anonymously() {
        return with(per, link, of, inside(Options::anonymously), true);
    }

    /** Those that decide about a pseudonym; names of columns differ from table to table. */
    Options withoutColumns() {
        return with(null, null, List.of(), paths, anonymous);
    }

    private Options with(
            @Nullable String newPer,
            @Nullable String newLink,
            List<String> newOf,
            Map<String, Entry> newPaths,
            boolean newAnonymous) {
        return new Options(
                locale,
                domain,
                newLink,
                country,
                within,
                newPer,
                newOf,
                value,
                newPaths,
                open,
                expression,
                type,
                newAnonymous);
    }

    private Map<String, Entry> inside(UnaryOperator<Options> change) {
        Map<String, Entry> inner = new LinkedHashMap<>();
        paths.forEach((path, entry) -> inner.put(path, new Entry(entry.recipe(), change.apply(entry.options()))));
        return inner;
    }

    String canonical() {
        Map<String, Object> parts = new TreeMap<>();
        put(parts, "locale", locale == null ? null : locale.toLanguageTag());
        put(parts, "domain", domain);
        put(parts, "country", country);
        put(parts, "within", within);
        put(parts, "per", per);
        put(parts, "of", of);
        put(parts, "value", value == null ? null : value.length() + ":" + value);
        paths.forEach((path, entry) -> parts.put("path " + path, entry.canonical()));
        put(parts, "open", open.isEmpty() ? null : open);
        put(parts, "expression", expression == null ? null : expression.length() + ":" + expression);
        put(parts, "type", type);
        put(parts, "anonymous", anonymous ? "yes" : null);
        return parts.toString();
    }

    private static void put(Map<String, Object> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.put(name, value);
        }
    }
}
