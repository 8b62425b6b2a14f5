package io.penstock.pseudonym.leak;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes fingerprints of the values that one thread reads. */
final class Collector implements TextScan.Tokens {

    private static final int BUFFER = 4096;
    private static final int RECENT = 1 << 13;

    private final KeyedHash hash;
    private final IbanLengths ibanLengths;
    private final TextScan scan = new TextScan(this, false, new int[0]);
    private final Folding folding = new Folding();
    private final Sink personal;
    private final Sink allowed;
    private final Sink rows;
    private long[] values = new long[0];
    private Sink into;
    private Kind kind = Kind.ANY;

    Collector(
            KeyedHash hash,
            FingerprintRuns personal,
            FingerprintRuns allowed,
            FingerprintRuns rows,
            IbanLengths ibanLengths) {
        this.hash = hash;
        this.ibanLengths = ibanLengths;
        this.personal = new Sink(personal);
        this.allowed = new Sink(allowed);
        this.rows = new Sink(rows);
        this.into = this.personal;
    }

    void replaced(Kind of, String value, @Nullable String pseudonym) {
        collect(of, value, personal);
        // The pseudonyms of these may be real values of someone else: they are drawn from all that there are.
        if (pseudonym != null && (of == Kind.PHONE || of == Kind.NUMBER || of == Kind.CODE || of == Kind.IBAN)) {
            collect(of, pseudonym, allowed);
        }
    }

    void kept(Kind of, String value) {
        collect(of, value, allowed);
    }

    private void collect(Kind of, String value, Sink sink) {
        if (of == Kind.LOOK_ALIKE || of == Kind.ANY && !isAddress(value)) {
            return;
        }
        kind = of == Kind.ANY ? Kind.ADDRESS : of;
        into = sink;
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        switch (kind) {
            case PHONE -> phone(text);
            case IBAN -> iban(text);
            default -> scan.scan(text, 0, text.length);
        }
    }

    /** Room for the look-alikes of one row. */
    long[] values(int count) {
        if (values.length < count) {
            values = new long[count];
        }
        return values;
    }

    long lookAlike(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        return RowTest.value(hash, folding, text, 0, text.length);
    }

    /** A look-alike with its row. */
    void row(long fingerprint) {
        rows.put(fingerprint);
    }

    private static boolean isAddress(String value) {
        int at = value.indexOf('@');
        return at > 0 && at == value.lastIndexOf('@') && value.chars().noneMatch(Character::isWhitespace);
    }

    private void phone(byte[] text) {
        boolean digits = text.length > Tag.SHORTEST_PHONE + 1 && text.length <= Tag.LONGEST_PHONE + 1 && text[0] == '+';
        for (int i = 1; digits && i < text.length; i++) {
            digits = text[i] >= '0' && text[i] <= '9';
        }
        if (digits) {
            put(Tag.phone(text.length - 1), hash.of(text, 1, text.length));
        } else {
            kind = Kind.NUMBER;
            scan.scan(text, 0, text.length);
        }
    }

    private void iban(byte[] text) {
        int length = folding.spread(text, 0, text.length, text.length);
        if (ibanLengths.learn(folding.text(), length)) {
            put(Tag.IBAN, hash.of(folding.text(), 0, length));
        }
    }

    private void put(int tag, long fingerprint) {
        into.put(fingerprint & -Tag.COUNT | tag);
    }

    @Override
    public boolean wantsForm(int tag) {
        return switch (kind) {
            case ADDRESS -> tag == Tag.ADDRESS;
            case NUMBER -> tag >= Tag.number(Tag.SHORTEST_NUMBER) && tag < Tag.code(Tag.SHORTEST_CODE);
            default -> tag == Tag.ADDRESS || tag >= Tag.number(Tag.SHORTEST_NUMBER);
        };
    }

    @Override
    public void token(int tag, byte[] text, int length, boolean written) {
        put(tag, hash.of(text, 0, length));
    }

    @Override
    public int ibanLength(int letter, int other) {
        return 0;
    }

    void flush() {
        personal.flush();
        allowed.flush();
        rows.flush();
    }

    /** Leaves out what came a short while ago, for values come back row after row. */
    private static final class Sink {
        private final FingerprintRuns runs;
        private final long[] buffer = new long[BUFFER];
        private final long[] recent = new long[RECENT];
        private int filled;

        Sink(FingerprintRuns runs) {
            this.runs = runs;
        }

        void put(long fingerprint) {
            int slot = (int) (fingerprint >>> 32) & RECENT - 1;
            if (recent[slot] == fingerprint) {
                return;
            }
            recent[slot] = fingerprint;
            if (filled == BUFFER) {
                flush();
            }
            buffer[filled++] = fingerprint;
        }

        void flush() {
            runs.add(buffer, filled);
            filled = 0;
        }
    }
}
