package io.penstock.pseudonym;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives words in the script of a value that is not in Latin letters: those of the map's locale where they are, else those of a locale that writes so, else letters of the
 * script in the shape of the value.
 */
final class ScriptTrue implements Pseudonymizer {

    private final Pseudonymizer usual;
    private final Function<Locale, Pseudonymizer> elsewhere;
    private final Code shape;
    private final Map<Character.UnicodeScript, Pseudonymizer> others = new ConcurrentHashMap<>();

    /**
     * @param usual of the map's locale
     * @param elsewhere the same of another locale
     */
    ScriptTrue(Pseudonymizer usual, Function<Locale, Pseudonymizer> elsewhere, Prf prf) {
        this.usual = usual;
        this.elsewhere = elsewhere;
        this.shape = new Code(new Permutations(prf), new KeptValues.Link(value -> value));
    }

    @Override
    public @Nullable String replace(String value, RowContext row) {
        String made = usual.replace(value, row);
        Character.UnicodeScript script = made == null ? null : Scripts.of(value);
        boolean latin = script == null || script == Character.UnicodeScript.LATIN;
        if (made == null || script == null || latin || Scripts.suits(made, script)) {
            return made;
        }
        String other = others.computeIfAbsent(script, this::home).replace(value, row);
        return other != null && Scripts.suits(other, script) ? other : shape.replace(value, row);
    }

    private Pseudonymizer home(Character.UnicodeScript script) {
        Locale home = Scripts.home(script);
        return home == null ? shape : elsewhere.apply(home);
    }
}
