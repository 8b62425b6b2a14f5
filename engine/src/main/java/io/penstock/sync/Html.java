package io.penstock.sync;

import java.util.Locale;

/** HTML that is built piece by piece. Markup is written by the code alone; whatever comes from elsewhere goes through {@link #text}. */
final class Html {

    private final StringBuilder html = new StringBuilder();

    /** Markup, with values that are numbers or that {@link #escaped} has seen. */
    Html raw(String markup, Object... values) {
        html.append(values.length == 0 ? markup : String.format(Locale.ROOT, markup, values));
        return this;
    }

    Html text(String text) {
        html.append(escaped(text));
        return this;
    }

    /** A name that may be written in any direction, without turning what stands beside it. */
    Html name(String name) {
        return raw("<bdi>").text(name).raw("</bdi>");
    }

    /** An element that holds text alone. */
    Html element(String tag, String text) {
        return raw("<" + tag + ">").text(text).raw("</" + tag.split(" ", 2)[0] + ">");
    }

    /** As text, or as the value of an attribute in double quotes. What HTML does not allow at all becomes a replacement character. */
    static String escaped(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints().forEach(each -> {
            switch (each) {
                case '&' -> result.append("&amp;");
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '"' -> result.append("&quot;");
                case '\'' -> result.append("&#39;");
                default -> {
                    boolean forbidden = (Character.isISOControl(each) && each != '\n' && each != '\t')
                            || (each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE);
                    result.appendCodePoint(forbidden ? 0xFFFD : each);
                }
            }
        });
        return result.toString();
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
