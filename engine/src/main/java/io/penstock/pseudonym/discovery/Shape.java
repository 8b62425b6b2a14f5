package io.penstock.pseudonym.discovery;

/** What a value looks like, without the value: letters become {@code a} and {@code A}, digits {@code 9}, ASCII punctuation stays. */
final class Shape {

    private static final int LONGEST = 40;

    private Shape() {}

    static String of(String value) {
        StringBuilder shape = new StringBuilder();
        int[] points = value.codePoints().limit(LONGEST + 1L).toArray();
        for (int i = 0; i < Math.min(points.length, LONGEST); i++) {
            shape.append(of(points[i]));
        }
        return points.length > LONGEST ? shape.append("…").toString() : shape.toString();
    }

    private static char of(int point) {
        if (Character.isDigit(point)) {
            return '9';
        }
        if (Character.isLetter(point)) {
            return Character.isUpperCase(point) ? 'A' : 'a';
        }
        if (point > ' ' && point < 0x7F) {
            return (char) point;
        }
        return Character.isWhitespace(point) || Character.isSpaceChar(point) ? ' ' : '?';
    }
}
