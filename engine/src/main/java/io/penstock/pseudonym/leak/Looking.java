package io.penstock.pseudonym.leak;

import io.penstock.database.RowScan;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks for personal values in the rows of one table. For one thread. */
final class Looking implements RowScan.Rows, TextScan.Tokens {

    private final List<Place> places;
    private final FingerprintSet personal;
    private final KeyedHash hash;
    private final IbanLengths ibanLengths;
    private final TextScan scan;
    private final boolean[] wanted = new boolean[Tag.COUNT];
    private final boolean[] foundIn;
    private final boolean nothing;
    private final Folding folding = new Folding();
    private boolean found;
    private int column;
    private @Nullable RowTest test;
    private @Nullable FingerprintSet own;
    /** By column: which part of the key it is, and which look-alike, counted from 1. */
    private int[] keyParts = {};

    private int[] lookAlikes = {};
    private long[] keys = {};
    private long[] values = {};

    Looking(List<Place> places, FingerprintSet personal, KeyedHash hash, IbanLengths ibanLengths, int[] callingCodes) {
        this.places = places;
        this.personal = personal;
        this.hash = hash;
        this.ibanLengths = ibanLengths;
        this.scan = new TextScan(this, true, callingCodes);
        this.foundIn = new boolean[places.size()];
        this.nothing = personal.size() == 0;
        for (int tag = 0; tag < Tag.COUNT; tag++) {
            wanted[tag] = personal.count(tag) > 0;
        }
    }

    /** Tests rows for their own look-alikes too. */
    void test(RowTest rowTest, List<String> names, FingerprintSet ownLookAlikes) {
        test = rowTest;
        own = ownLookAlikes;
        keyParts =
                names.stream().mapToInt(name -> rowTest.key().indexOf(name) + 1).toArray();
        lookAlikes = names.stream()
                .mapToInt(name -> rowTest.columns().indexOf(name) + 1)
                .toArray();
        keys = new long[rowTest.key().size()];
        values = new long[rowTest.columns().size()];
    }

    @Override
    public boolean wants(int asked) {
        boolean tested = test != null && (keyParts[asked] > 0 || lookAlikes[asked] > 0);
        return tested || !nothing && places.get(asked).searched();
    }

    @Override
    public void field(int of, byte[] text, int from, int to) {
        column = of;
        if (test != null) {
            if (keyParts[of] > 0) {
                keys[keyParts[of] - 1] = hash.of(text, from, to);
            }
            if (lookAlikes[of] > 0) {
                values[lookAlikes[of] - 1] = RowTest.value(hash, folding, text, from, to);
            }
        }
        if (!nothing && places.get(of).searched()) {
            scan.scan(text, from, to);
        }
    }

    private void testRow(RowTest of, FingerprintSet ownLookAlikes) {
        long row = 0;
        for (long part : keys) {
            row = RowTest.key(row, part);
        }
        for (int each = 0; each < lookAlikes.length; each++) {
            int index = lookAlikes[each] - 1;
            if (index >= 0 && values[index] != 0) {
                if (ownLookAlikes.contains(of.fingerprint(index, row, values[index]))) {
                    places.get(each).unchanged();
                    found = true;
                    foundIn[each] = true;
                }
                values[index] = 0;
            }
        }
    }

    @Override
    public boolean wantsForm(int tag) {
        return wanted[tag];
    }

    @Override
    public void token(int tag, byte[] text, int length, boolean written) {
        Place place = places.get(column);
        long fingerprint = hash.of(text, 0, length) & -Tag.COUNT | tag;
        place.tried(tag, written);
        if (personal.contains(fingerprint)) {
            place.hit(tag, written, written ? 0 : crowd(tag, text, length));
            found = true;
            foundIn[column] = true;
        }
    }

    /** How many of the values that differ from this one in one of the last two characters are personal too: numbers that are given out one after the other are. */
    private double crowd(int tag, byte[] text, int length) {
        int near = 0;
        int tried = 0;
        for (int at = length - 1; at >= length - 2; at--) {
            byte own = text[at];
            for (byte other = '0'; other <= '9'; other++) {
                if (other != own) {
                    text[at] = other;
                    tried++;
                    if (personal.contains(hash.of(text, 0, length) & -Tag.COUNT | tag)) {
                        near++;
                    }
                }
            }
            text[at] = own;
        }
        return (double) near / tried;
    }

    @Override
    public int ibanLength(int letter, int other) {
        return ibanLengths.of(letter, other);
    }

    @Override
    public boolean endRow() {
        RowTest tested = test;
        FingerprintSet ownLookAlikes = own;
        if (tested != null && ownLookAlikes != null) {
            testRow(tested, ownLookAlikes);
        }
        boolean any = found;
        found = false;
        return any;
    }

    @Override
    public void key(Optional<String> key) {
        for (int i = 0; i < foundIn.length; i++) {
            if (foundIn[i]) {
                foundIn[i] = false;
                places.get(i).endRow(key);
            }
        }
    }

    @Override
    public void close() {}
}
