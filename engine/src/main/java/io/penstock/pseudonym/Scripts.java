package io.penstock.pseudonym;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which locale's words are written in the script of a value: a name in Cyrillic letters becomes one in Cyrillic letters, whatever the locale of the map. */
final class Scripts {

    private static final Map<Character.UnicodeScript, Locale> HOMES = Map.ofEntries(
            Map.entry(Character.UnicodeScript.CYRILLIC, Locale.forLanguageTag("ru")),
            Map.entry(Character.UnicodeScript.GREEK, Locale.forLanguageTag("el-GR")),
            Map.entry(Character.UnicodeScript.HAN, Locale.forLanguageTag("zh-CN")),
            Map.entry(Character.UnicodeScript.HIRAGANA, Locale.JAPANESE),
            Map.entry(Character.UnicodeScript.KATAKANA, Locale.JAPANESE),
            Map.entry(Character.UnicodeScript.HANGUL, Locale.KOREAN),
            Map.entry(Character.UnicodeScript.ARABIC, Locale.forLanguageTag("ar")),
            Map.entry(Character.UnicodeScript.HEBREW, Locale.forLanguageTag("he")),
            Map.entry(Character.UnicodeScript.THAI, Locale.forLanguageTag("th")),
            Map.entry(Character.UnicodeScript.GEORGIAN, Locale.forLanguageTag("ka")),
            Map.entry(Character.UnicodeScript.ARMENIAN, Locale.forLanguageTag("hy")),
            Map.entry(Character.UnicodeScript.TAMIL, Locale.forLanguageTag("ta")));

    private Scripts() {}

    /** The script of the first letter; null where there is none. */
    static Character.@Nullable UnicodeScript of(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (Character.isLetter(c)) {
                return c < 0x250 ? Character.UnicodeScript.LATIN : Character.UnicodeScript.of(c);
            }
        }
        return null;
    }

    /** Whether all letters of a word are of a script; the Japanese write in three. */
    static boolean suits(String word, Character.UnicodeScript script) {
        return word.codePoints()
                .filter(Character::isLetter)
                .mapToObj(Character.UnicodeScript::of)
                .allMatch(own -> own == script
                        || own == Character.UnicodeScript.COMMON
                        || isJapanese(own) && isJapanese(script));
    }

    private static boolean isJapanese(Character.UnicodeScript script) {
        return script == Character.UnicodeScript.HAN
                || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA;
    }

    /** A locale with words of a script; null where none is known. */
    static @Nullable Locale home(Character.UnicodeScript script) {
        return HOMES.get(script);
    }
}
