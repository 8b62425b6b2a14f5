package io.penstock.pseudonym.leak;

import io.penstock.database.Table;
import io.penstock.database.UniqueKey;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Whether a row still has the look-alikes that it had in the source: a name that stands in another row by chance tells nothing, but the row's own one was left as it was. Rows are known
 * by their primary key, as it stands in the copy.
 *
 * @param key the columns of the primary key
 * @param columns those with look-alikes
 * @param salts one for each of {@code columns}
 */
record RowTest(List<String> key, List<String> columns, long[] salts) {

    /** Shorter ones may have no other pseudonym than themselves. */
    private static final int SHORTEST = 4;

    static RowTest of(Table table, List<String> columns, KeyedHash hash) {
        List<String> key = table.uniqueKeys().stream()
                .filter(UniqueKey::primary)
                .findFirst()
                .map(UniqueKey::columns)
                .orElse(List.of());
        long[] salts = new long[columns.size()];
        for (int i = 0; i < salts.length; i++) {
            byte[] name = (table.name() + "." + columns.get(i)).getBytes(StandardCharsets.UTF_8);
            salts[i] = hash.of(name, 0, name.length);
        }
        return new RowTest(key, key.isEmpty() ? List.of() : columns, salts);
    }

    boolean isPossible() {
        return !columns.isEmpty();
    }

    /** Adds a field to the hash of a key. */
    static long key(long before, long field) {
        return mixed(before + 1, field);
    }

    /** The hash of a look-alike, whatever its case and the blanks behind it; 0 for one that is too short to be sure of. */
    static long value(KeyedHash hash, Folding folding, byte[] text, int from, int to) {
        int end = to;
        while (end > from && text[end - 1] == ' ') {
            end--;
        }
        int telling = 0;
        for (int i = from; i < end && telling < SHORTEST; i++) {
            boolean letter = text[i] < 0 || Character.isLetterOrDigit(text[i]);
            telling += letter ? 1 : 0;
        }
        if (telling < SHORTEST) {
            return 0;
        }
        int length = folding.address(text, from, end);
        return hash.of(folding.text(), 0, length);
    }

    /** What a date may hold that is no day of anyone's life, and that no pseudonymizer moves: the ends of time, nothing at all, and what was before our era. */
    static boolean isNoDay(String value) {
        int end = value.length() - " BC".length();
        return value.equals("empty")
                || value.contains("infinity") && value.chars().noneMatch(Character::isDigit)
                || end > 0 && value.endsWith(" BC") && Character.isDigit(value.charAt(end - 1));
    }

    long fingerprint(int column, long key, long value) {
        return mixed(mixed(salts[column], key), value);
    }

    /** The finishing of MurmurHash3; what goes in is keyed already. */
    private static long mixed(long one, long other) {
        long mixed = one * 0x9E3779B97F4A7C15L ^ Long.rotateLeft(other, 29);
        mixed = (mixed ^ mixed >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
