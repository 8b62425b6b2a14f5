package io.penstock.sync;

import io.penstock.run.Progress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much work the databases of a run will be. Known of each only when its structure is read; until then guessed, from its size and from how far the guess
 * was off for those before it, since edit and live mostly have the same indexes and keys. Else the bar would stand at the end long before the end.
 */
final class Expectation {

    private final Progress progress;
    private final Map<Object, Double> guesses = new LinkedHashMap<>();

    Expectation(Progress progress) {
        this.progress = progress;
    }

    /** Another database, of which only its size is known. */
    void guess(Object database, long weight) {
        expect(database, weight);
    }

    /** All work for a database is known. */
    void know(Object database, long weight) {
        double guessed = guesses.getOrDefault(database, 0.0);
        guesses.remove(database);
        progress.expect(Math.round(weight - guessed));
        if (guessed > 0) {
            Map.copyOf(guesses).forEach((other, guess) -> expect(other, guess * weight / guessed));
        }
    }

    private void expect(Object database, double weight) {
        Double before = guesses.put(database, weight);
        progress.expect(Math.round(weight - (before == null ? 0 : before)));
    }
}
