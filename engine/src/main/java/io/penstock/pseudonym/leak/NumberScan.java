package io.penstock.pseudonym.leak;

/**
 * Finds numbers however they are grouped: digits in groups, with a few blanks, dashes, dots, slashes or brackets between. A phone number may stand among other numbers, so
 * it is looked for from each group on that begins like one. For one thread.
 */
final class NumberScan {

    private static final int GROUPS = 12;
    private static final int DIGITS = 48;
    private static final int SHORTEST_CARD = 13;
    private static final int LONGEST_CARD = 19;

    /** So many characters may stand between two groups, such as {@code ") / "}. */
    private static final int APART = 4;

    private final TextScan.Tokens tokens;
    private final byte[][] callingCodes;
    private final byte[] digits = new byte[DIGITS];
    private final int[] starts = new int[GROUPS + 1];
    private final byte[] made = new byte[DIGITS + 4];
    private int groups;

    NumberScan(TextScan.Tokens tokens, int[] callingCodes) {
        this.tokens = tokens;
        this.callingCodes = new byte[callingCodes.length][];
        for (int i = 0; i < callingCodes.length; i++) {
            this.callingCodes[i] =
                    Integer.toString(callingCodes[i]).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        }
    }

    void scan(byte[] text, int from, int to) {
        int i = from;
        while (i < to) {
            if (!isDigit(text[i])) {
                i++;
                continue;
            }
            boolean inWord = i > from && isLetter(text[i - 1]);
            boolean plus = i > from && text[i - 1] == '+' || i > from + 1 && text[i - 1] == '(' && text[i - 2] == '+';
            int next = gather(text, i, to);
            if (next < to && isLetter(text[next])) {
                groups--;
            }
            if (!inWord && groups > 0 && starts[groups] >= Tag.SHORTEST_NUMBER) {
                numbers();
                phones(plus);
            }
            i = next;
        }
    }

    /** Gathers the groups that begin here; gives where they end. */
    private int gather(byte[] text, int from, int to) {
        groups = 0;
        int count = 0;
        int i = from;
        starts[0] = 0;
        while (true) {
            while (i < to && isDigit(text[i]) && count < DIGITS) {
                digits[count++] = text[i++];
            }
            starts[++groups] = count;
            int next = i;
            while (next < to && next - i < APART && isBetween(text[next])) {
                next++;
            }
            if (next == i || next == to || !isDigit(text[next]) || groups == GROUPS || count == DIGITS) {
                break;
            }
            i = next;
        }
        while (i < to && isDigit(text[i])) {
            i++;
        }
        return i;
    }

    /** All groups together, each long group by itself, and what has the check digit of a card. */
    private void numbers() {
        number(0, groups);
        if (groups == 1) {
            return;
        }
        for (int first = 0; first < groups; first++) {
            if (starts[first + 1] - starts[first] >= Tag.SHORTEST_NUMBER) {
                number(first, first + 1);
            }
            for (int last = first + 2; last <= groups; last++) {
                int length = starts[last] - starts[first];
                boolean whole = first == 0 && last == groups;
                if (length >= SHORTEST_CARD
                        && length <= LONGEST_CARD
                        && !whole
                        && isLuhn(starts[first], starts[last])) {
                    number(first, last);
                }
            }
        }
    }

    private void number(int first, int last) {
        int from = starts[first];
        while (from < starts[last] && digits[from] == '0') {
            from++;
        }
        int length = starts[last] - from;
        if (length >= Tag.SHORTEST_NUMBER && tokens.wantsForm(Tag.number(length))) {
            System.arraycopy(digits, from, made, 0, length);
            tokens.token(Tag.number(length), made, length, false);
        }
    }

    private boolean isLuhn(int from, int to) {
        int sum = 0;
        for (int i = to - 1; i >= from; i--) {
            int digit = digits[i] - '0';
            boolean doubled = (to - i & 1) == 0;
            sum += doubled ? digit * 2 - (digit > 4 ? 9 : 0) : digit;
        }
        return sum % 10 == 0;
    }

    private void phones(boolean plus) {
        for (int first = 0; first < groups; first++) {
            int from = starts[first];
            boolean zero = digits[from] == '0';
            if (first == 0 && plus) {
                phone(first, from, null, true);
            } else if (zero && starts[first + 1] - from > 2 && digits[from + 1] == '0') {
                phone(first, from + 2, null, false);
            } else if (zero) {
                for (byte[] code : callingCodes) {
                    phone(first, from + 1, code, false);
                }
            } else if (first == 0) {
                phone(first, from, null, false);
                for (byte[] code : callingCodes) {
                    phone(first, from, code, false);
                }
            }
        }
    }

    /** The number that begins at a digit of a group, up to the end of each later group. */
    private void phone(int first, int from, byte @org.jspecify.annotations.Nullable [] code, boolean written) {
        int length = 0;
        if (code != null) {
            System.arraycopy(code, 0, made, 0, code.length);
            length = code.length;
        }
        for (int group = first; group < groups; group++) {
            int start = Math.max(from, starts[group]);
            int end = starts[group + 1];
            // "+49 (0)30 …": the zero is left out by who calls from abroad.
            boolean optional = group > first && end - start == 1 && digits[start] == '0' && code == null;
            if (optional) {
                continue;
            }
            if (length + end - start > Tag.LONGEST_PHONE) {
                return;
            }
            System.arraycopy(digits, start, made, length, end - start);
            length += end - start;
            if (length >= Tag.SHORTEST_PHONE + 1 && tokens.wantsForm(Tag.phone(length))) {
                tokens.token(Tag.phone(length), made, length, written);
            }
        }
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    /** Blanks, also the one that does not break, which is two bytes. */
    private static boolean isBetween(byte c) {
        return switch (c) {
            case ' ', '-', '.', '/', '(', ')', '\t', '\n', '\r', (byte) 0xC2, (byte) 0xA0 -> true;
            default -> false;
        };
    }
}
