package io.penstock.pseudonym;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the pseudonyms of values seen of late: names and cities come back row after row. The memory is of fixed size, each new value takes the place of
 * another, and values longer than a name are not kept. For pseudonymizers that look at nothing but the value.
 */
final class Remembering implements Pseudonymizer {

    private static final int SLOTS = 1 << 12;
    private static final int LONGEST = 60;

    private record Known(String value, @Nullable String pseudonym) {}

    private final Pseudonymizer behind;
    private final AtomicReferenceArray<@Nullable Known> slots = new AtomicReferenceArray<>(SLOTS);

    Remembering(Pseudonymizer behind) {
        this.behind = behind;
    }

    @Override
    public @Nullable String replace(String value, RowContext row) {
        if (value.length() > LONGEST) {
            return behind.replace(value, row);
        }
        int hash = value.hashCode();
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        Known known = slots.getAcquire(slot);
        if (known != null && known.value().equals(value)) {
            return known.pseudonym();
        }
        String pseudonym = behind.replace(value, row);
        slots.setRelease(slot, new Known(value, pseudonym));
        return pseudonym;
    }
}
