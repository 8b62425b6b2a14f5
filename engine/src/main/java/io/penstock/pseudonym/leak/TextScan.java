package io.penstock.pseudonym.leak;

import java.util.Arrays;

/**
 * Finds in a text what may be a personal value, at any depth: punctuation parts tokens, so that quotes, brackets and commas of JSON, XML, arrays or composites need no
 * parser, and what is escaped or encoded is decoded and looked at again. Works on bytes of UTF-8 and makes no object for a token. For one thread.
 */
final class TextScan {

    /** Takes the tokens. */
    interface Tokens {

        /** Whether a token of a form is of interest: if not, it need not be normalised. */
        boolean wantsForm(int tag);

        /**
         * A token, normalised.
         *
         * @param written whether the text itself shows that it is what the tag says, such as a plus before a phone number
         */
        void token(int tag, byte[] text, int length, boolean written);

        /** How long IBANs of a country are, by its two upper-case letters; 0 when none is wanted. */
        int ibanLength(int letter, int other);
    }

    private static final int DEPTH = 4;

    private static final int LETTER = 1;
    private static final int DIGIT = 2;
    private static final int DOT = 4;
    private static final int DASH = 8;
    private static final int AT = 16;
    private static final int HIGH = 32;
    private static final int TOKEN = LETTER | DIGIT | DOT | DASH | AT | HIGH;
    /** Parts tokens, but not what may be Base64. */
    private static final int RUN = 64;

    private static final int PERCENT = 128;
    private static final int BACKSLASH = 256;
    private static final int AMPERSAND = 512;
    /** Is in no Base64, and parts what may be. */
    private static final int SPLIT = 1024;

    private static final int ENCODED = PERCENT | BACKSLASH | AMPERSAND;

    private static final int SHORTEST_BASE64 = 8;

    /** {@code a@b.de}: anything shorter may come of decoding what was not encoded. */
    private static final int SHORTEST_ADDRESS = 6;

    private static final int[] CLASSES = classes();

    private final Tokens tokens;
    private final int shallowest;
    private final Folding folding = new Folding();
    private final NumberScan numbers;
    private final Decoding[] decodings = new Decoding[DEPTH];

    /**
     * @param decodes whether what is encoded is of interest too
     * @param callingCodes of the countries whose phone numbers may be written without one
     */
    TextScan(Tokens tokens, boolean decodes, int[] callingCodes) {
        this.tokens = tokens;
        this.shallowest = decodes ? 0 : DEPTH;
        this.numbers = new NumberScan(tokens, callingCodes);
    }

    private static int[] classes() {
        int[] classes = new int[256];
        Arrays.fill(classes, 'A', 'Z' + 1, LETTER);
        Arrays.fill(classes, 'a', 'z' + 1, LETTER);
        Arrays.fill(classes, '0', '9' + 1, DIGIT);
        Arrays.fill(classes, 0x80, 0x100, HIGH | SPLIT);
        classes['.'] = DOT | SPLIT;
        classes['_'] = DOT;
        classes['-'] = DASH;
        classes['+'] = DASH;
        classes['@'] = AT | SPLIT;
        classes['/'] = RUN;
        classes['='] = RUN;
        classes['%'] = PERCENT;
        classes['\\'] = BACKSLASH;
        classes['&'] = AMPERSAND;
        return classes;
    }

    void scan(byte[] text, int from, int to) {
        scan(text, from, to, shallowest);
    }

    private void scan(byte[] text, int from, int to, int depth) {
        int seen = 0;
        int digits = 0;
        int i = from;
        while (i < to) {
            int here = CLASSES[text[i] & 0xFF];
            if ((here & TOKEN) == 0) {
                seen |= here;
                i++;
                continue;
            }
            int start = i;
            int flags = 0;
            int bare = 0;
            while (i < to && ((here = CLASSES[text[i] & 0xFF]) & TOKEN) != 0) {
                flags |= here;
                bare += here & LETTER | here >> 1 & DIGIT >> 1;
                digits += here >> 1 & DIGIT >> 1;
                i++;
            }
            token(text, start, i, to, flags, bare);
            if (depth < DEPTH) {
                base64(text, start, i, flags, to, depth);
            }
        }
        if (digits >= Tag.SHORTEST_NUMBER) {
            numbers.scan(text, from, to);
        }
        if ((seen & ENCODED) != 0 && depth < DEPTH) {
            decode(text, from, to, depth, seen);
        }
    }

    /** @param bare how many letters and digits of ASCII the token has */
    private void token(byte[] text, int from, int to, int end, int flags, int bare) {
        if ((flags & AT) != 0) {
            addresses(text, from, to);
            return;
        }
        int length = to - from;
        if ((flags & LETTER) == 0 || length < 4) {
            return;
        }
        if ((flags & DIGIT) != 0 && mayBeIban(text, from)) {
            iban(text, from, end);
        }
        // Letters alone are words, which any text may have.
        if (length >= Tag.SHORTEST_CODE && (flags & (DIGIT | DOT)) != 0 && mayBeWanted(flags, bare)) {
            int folded = folding.code(text, from, to);
            boolean enough = folded >= Tag.SHORTEST_CODE + ((flags & DIGIT) == 0 ? 2 : 0);
            if (enough && tokens.wantsForm(Tag.code(folded))) {
                tokens.token(Tag.code(folded), folding.text(), folded, false);
            }
        }
    }

    /** Whether a token is worth folding: without other letters, it is as long afterwards as what is counted. */
    private boolean mayBeWanted(int flags, int bare) {
        return (flags & HIGH) != 0 || bare >= Tag.SHORTEST_CODE && tokens.wantsForm(Tag.code(bare));
    }

    private void addresses(byte[] text, int from, int to) {
        if (!tokens.wantsForm(Tag.ADDRESS)) {
            return;
        }
        int start = from;
        for (int at = from; at < to; at++) {
            if (text[at] != '@') {
                continue;
            }
            int end = at + 1;
            while (end < to && text[end] != '@') {
                end++;
            }
            int first = start;
            int last = end;
            while (first < at && isJoint(text[first])) {
                first++;
            }
            while (last > at + 1 && isJoint(text[last - 1])) {
                last--;
            }
            if (first < at && last > at + 1 && last - first >= SHORTEST_ADDRESS) {
                int length = folding.address(text, first, last);
                tokens.token(Tag.ADDRESS, folding.text(), length, true);
            }
            start = at + 1;
        }
    }

    private static boolean isJoint(byte character) {
        return (CLASSES[character & 0xFF] & (DOT | DASH)) != 0;
    }

    private static boolean mayBeIban(byte[] text, int from) {
        return CLASSES[text[from] & 0xFF] == LETTER
                && CLASSES[text[from + 1] & 0xFF] == LETTER
                && CLASSES[text[from + 2] & 0xFF] == DIGIT
                && CLASSES[text[from + 3] & 0xFF] == DIGIT;
    }

    private void iban(byte[] text, int from, int end) {
        int wanted = tokens.ibanLength(text[from] & ~0x20, text[from + 1] & ~0x20);
        if (wanted > 0 && folding.spread(text, from, end, wanted) == wanted) {
            tokens.token(Tag.IBAN, folding.text(), wanted, true);
        }
    }

    /** What begins with a token, or with a part of it between dots as in a web token, may be Base64 as far as slashes and plus signs go on. */
    private void base64(byte[] text, int from, int to, int flags, int end, int depth) {
        int start = from;
        if ((flags & SPLIT) != 0) {
            for (int i = from; i < to; i++) {
                if ((CLASSES[text[i] & 0xFF] & SPLIT) != 0) {
                    base64Part(text, start, end, depth);
                    start = i + 1;
                }
            }
        }
        base64Part(text, start, end, depth);
    }

    private void base64Part(byte[] text, int start, int end, int depth) {
        if (end - start < SHORTEST_BASE64 || !Decoding.mayBeBase64(text, start)) {
            return;
        }
        int to = start + 1;
        while (to < end && mayBeInBase64(text[to])) {
            to++;
        }
        Decoding decoding = decoding(depth);
        if (to - start >= SHORTEST_BASE64 && decoding.base64(text, start, to)) {
            scan(decoding.text(), 0, decoding.length(), depth + 1);
        }
    }

    private static boolean mayBeInBase64(byte character) {
        int known = CLASSES[character & 0xFF];
        return (known & (TOKEN | RUN)) != 0 && (known & SPLIT) == 0;
    }

    private void decode(byte[] text, int from, int to, int depth, int seen) {
        Decoding decoding = decoding(depth);
        if ((seen & PERCENT) != 0 && decoding.percent(text, from, to, false)) {
            scan(decoding.text(), 0, decoding.length(), depth + 1);
            // A plus is a blank in forms and a plus in paths.
            if (decoding.percent(text, from, to, true)) {
                scan(decoding.text(), 0, decoding.length(), depth + 1);
            }
        }
        if ((seen & BACKSLASH) != 0 && decoding.backslashes(text, from, to)) {
            scan(decoding.text(), 0, decoding.length(), depth + 1);
        }
        if ((seen & AMPERSAND) != 0 && decoding.references(text, from, to)) {
            scan(decoding.text(), 0, decoding.length(), depth + 1);
        }
    }

    private Decoding decoding(int depth) {
        Decoding known = decodings[depth];
        if (known == null) {
            known = new Decoding();
            decodings[depth] = known;
        }
        return known;
    }
}
