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
 * @param paths in the order of the file
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
        Map<String, Entry> paths) {

    static final int DEFAULT_WITHIN = 90;
    static final Options NONE = new Options(null, null, null, null, DEFAULT_WITHIN, null, List.of(), null, Map.of());

    /** A pseudonymizer and its options, as a map names them. */
    record Entry(Recipe recipe, Options options) {

        /** The link: columns of one link and one value get one pseudonym. */
        String link() {
            return options.link == null ? recipe.family().label() : options.link;
        }

        /** One text for one meaning, whatever the order and spelling in the file. */
        String canonical() {
            return recipe.label() + options.canonical() + "@" + link();
        }
    }

    /** These options with the columns that they refer to spelled as the database does. */
    Options spelled(UnaryOperator<String> spelling) {
        String dependsOn = per == null ? null : spelling.apply(per);
        Map<String, Entry> inner = new LinkedHashMap<>();
        paths.forEach((path, entry) ->
                inner.put(path, new Entry(entry.recipe(), entry.options().spelled(spelling))));
        List<String> parts = of.stream().map(spelling).toList();
        return new Options(locale, domain, link, country, within, dependsOn, parts, value, inner);
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
        return parts.toString();
    }

    private static void put(Map<String, Object> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.put(name, value);
        }
    }
}
