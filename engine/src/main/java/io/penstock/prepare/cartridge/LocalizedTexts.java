package io.penstock.prepare.cartridge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The texts of one bundle file; what it lacks is asked of its parent. See the reference of DBInit and DBMigrate, "Localization Resource Bundle File Names". */
final class LocalizedTexts extends ResourceBundle {

    private static final String NEW = "Localization";
    private static final String OLD = "Informations";

    private final Map<String, String> texts;

    private LocalizedTexts(Map<String, String> texts, @Nullable ResourceBundle parent) {
        this.texts = texts;
        if (parent != null) {
            setParent(parent);
        }
    }

    /** The name, and the deprecated one that may still be that of the files. */
    static List<String> names(String name) {
        String bare = name.endsWith(".properties") ? name.substring(0, name.length() - ".properties".length()) : name;
        return bare.endsWith(NEW)
                ? List.of(bare, bare.substring(0, bare.length() - NEW.length()) + OLD)
                : List.of(bare);
    }

    /** Joins the files of a bundle, the most special one first; empty when there is none. */
    static Optional<ResourceBundle> of(DataFiles files, String name, Locale locale, String fallback) {
        Set<String> endings = new LinkedHashSet<>();
        add(locale, endings);
        add(Locale.forLanguageTag(fallback.replace('_', '-')), endings);
        endings.add("");
        List<Map<String, String>> found = new ArrayList<>();
        for (String ending : endings) {
            for (String each : names(name)) {
                if (files.find(each + ending).isPresent()) {
                    found.add(files.properties(each + ending));
                }
            }
        }
        ResourceBundle joined = null;
        for (int i = found.size() - 1; i >= 0; i--) {
            joined = new LocalizedTexts(found.get(i), joined);
        }
        return Optional.ofNullable(joined);
    }

    private static void add(Locale locale, Set<String> endings) {
        if (!locale.getLanguage().isEmpty()) {
            if (!locale.getCountry().isEmpty()) {
                endings.add("_" + locale.getLanguage() + "_" + locale.getCountry());
            }
            endings.add("_" + locale.getLanguage());
        }
    }

    @Override
    protected @Nullable Object handleGetObject(String key) {
        return texts.get(key);
    }

    @Override
    public Enumeration<String> getKeys() {
        Map<String, Boolean> keys = new LinkedHashMap<>();
        texts.keySet().forEach(key -> keys.put(key, true));
        if (parent != null) {
            Collections.list(parent.getKeys()).forEach(key -> keys.put(key, true));
        }
        return Collections.enumeration(keys.keySet());
    }
}
