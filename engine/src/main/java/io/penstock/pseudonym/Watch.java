package io.penstock.pseudonym;

import io.penstock.pseudonym.leak.Kind;
import io.penstock.pseudonym.leak.PersonalValues;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tells who wants to know of every value that a pseudonymizer of one map replaces, wherever it stands. Safe for use by several threads. */
final class Watch {

    private final ThreadLocal<Boolean> keeping = ThreadLocal.withInitial(() -> false);
    private final Set<Integer> callingCodes = new TreeSet<>();
    private volatile PersonalValues values = PersonalValues.NONE;

    /** Who is told from now on. */
    void tell(PersonalValues listener) {
        values = listener;
    }

    /** Countries whose phone numbers the map takes for granted. */
    Set<Integer> callingCodes() {
        return callingCodes;
    }

    /** What is replaced while this runs is not, for its row is kept. */
    void keeping(Runnable rewriting) {
        if (values == PersonalValues.NONE) {
            return;
        }
        keeping.set(true);
        try {
            rewriting.run();
        } finally {
            keeping.set(false);
        }
    }

    /**
     * A pseudonymizer that tells what it does.
     *
     * @param form how values are told
     * @param kept whether a value stays, of which the pseudonym is the value itself
     */
    Pseudonymizer over(Pseudonymizer pseudonymizer, Kind kind, UnaryOperator<String> form, Predicate<String> kept) {
        return new Watched(this, pseudonymizer, kind, form, kept);
    }

    /** The pseudonymizer itself, told or not. */
    static Pseudonymizer behind(Pseudonymizer pseudonymizer) {
        return pseudonymizer instanceof Watched watched ? watched.behind() : pseudonymizer;
    }

    private record Watched(
            Watch watch, Pseudonymizer behind, Kind kind, UnaryOperator<String> form, Predicate<String> kept)
            implements Pseudonymizer {

        @Override
        public @Nullable String replace(String value, RowContext row) {
            String made = behind.replace(value, row);
            PersonalValues listener = watch.values;
            if (listener != PersonalValues.NONE) {
                watch.tell(listener, kind, form, kept, value, made);
            }
            return made;
        }
    }

    private void tell(
            PersonalValues listener,
            Kind kind,
            UnaryOperator<String> form,
            Predicate<String> kept,
            String value,
            @Nullable String made) {
        String told = form.apply(value);
        if (keeping.get() || value.equals(made) && kept.test(value)) {
            listener.kept(kind, told);
        } else {
            listener.replaced(kind, told, made == null ? null : form.apply(made));
        }
    }
}
