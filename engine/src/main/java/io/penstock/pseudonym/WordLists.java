package io.penstock.pseudonym;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.datafaker.Faker;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The word lists of one locale, read from Datafaker's resources when first asked for. A list that the locale lacks comes from its language, from its country,
 * or else from English; for a language in another script than Latin only its own lists are used for names.
 *
 * <p>Lists are named {@code section.key}, as in the resources. An entry may be a template such as {@code #{city_prefix} #{Name.first_name}}.
 */
final class WordLists {

    private static final List<String> ENGLISH = List.of("name", "address", "company");
    private static final Map<String, WordLists> LOADED = new ConcurrentHashMap<>();

    private final List<Map<?, ?>> sources;
    private final Map<String, List<String>> lists = new ConcurrentHashMap<>();

    private WordLists(List<Map<?, ?>> sources) {
        this.sources = sources;
    }

    static WordLists of(Locale locale) {
        return LOADED.computeIfAbsent(locale.toLanguageTag(), tag -> load(locale));
    }

    /** The entries of a list, with references to whole lists resolved; empty when no source has it. */
    List<String> words(String name) {
        List<String> known = lists.get(name);
        if (known == null) {
            Set<String> found = new LinkedHashSet<>();
            collect(name, found, 0);
            known = List.copyOf(found);
            lists.put(name, known);
        }
        return known;
    }

    /** The first of the named lists that is not empty. */
    List<String> firstOf(String... names) {
        for (String name : names) {
            List<String> words = words(name);
            if (!words.isEmpty()) {
                return words;
            }
        }
        return List.of();
    }

    private void collect(String name, Set<String> into, int depth) {
        int dot = name.indexOf('.');
        String section = name.substring(0, dot);
        for (Map<?, ?> source : sources) {
            if (source.get(section) instanceof Map<?, ?> lists
                    && lists.get(name.substring(dot + 1)) instanceof List<?> entries) {
                for (Object entry : entries) {
                    String word = String.valueOf(entry).strip();
                    if (isReference(word) && depth < 5) {
                        collect(Template.qualified(word.substring(2, word.length() - 1), section), into, depth + 1);
                    } else if (!word.isEmpty()) {
                        into.add(word);
                    }
                }
                return;
            }
        }
    }

    private static boolean isReference(String word) {
        return word.startsWith("#{") && word.indexOf('}') == word.length() - 1;
    }

    private static WordLists load(Locale locale) {
        List<Map<?, ?>> sources = new ArrayList<>();
        String language = locale.getLanguage();
        String country = locale.getCountry();
        if (!country.isEmpty()) {
            add(sources, language + "-" + country + ".yml");
        }
        add(sources, language + ".yml");
        if (sources.isEmpty()) {
            add(sources, homeOf(language));
        }
        if (!country.isEmpty()) {
            add(sources, "_" + country + ".yml");
        }
        for (String section : ENGLISH) {
            add(sources, "en/" + section + ".yml");
        }
        return new WordLists(sources);
    }

    /** The file of languages that the resources know only together with a country. */
    private static String homeOf(String language) {
        return switch (language) {
            case "da" -> "da-DK.yml";
            case "el" -> "el-GR.yml";
            case "fi" -> "fi-FI.yml";
            case "nb", "nn" -> "nb-NO.yml";
            case "no" -> "no-NO.yml";
            case "zh" -> "zh-CN.yml";
            case "ro" -> "ro-MD.yml";
            case "iw" -> "he.yml";
            case "in" -> "id.yml";
            default -> "en.yml";
        };
    }

    private static void add(List<Map<?, ?>> sources, String resource) {
        Map<?, ?> content = read(resource);
        if (content != null) {
            sources.add(content);
        }
    }

    private static @Nullable Map<?, ?> read(String resource) {
        try (InputStream in = Faker.class.getResourceAsStream("/" + resource)) {
            if (in == null) {
                return null;
            }
            LoadSettings settings = LoadSettings.builder()
                    .setCodePointLimit(64 << 20)
                    .setAllowDuplicateKeys(true)
                    .build();
            Object root = new Load(settings).loadFromString(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            Object locale = root instanceof Map<?, ?> map && !map.isEmpty()
                    ? map.values().iterator().next()
                    : null;
            Object lists = locale instanceof Map<?, ?> map ? map.get("faker") : null;
            return lists instanceof Map<?, ?> map ? map : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
