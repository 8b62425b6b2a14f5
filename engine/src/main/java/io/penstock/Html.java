package io.penstock;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * HTML that is built piece by piece. Markup is written by the code alone; whatever comes from elsewhere goes through {@link #text}. For one thread.
 *
 * <p>A page needs nothing but itself, runs no script, and asks no server for anything; its policy forbids both.
 */
public final class Html {

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private final StringBuilder html = new StringBuilder();

    /** A page of Penstock up to the beginning of its content; {@link #endPage} ends it. */
    public static Html page(String title) {
        return new Html()
                .raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                .raw("<link rel=\"icon\" href=\"data:,\">")
                .element("title", title)
                .raw("<style>" + style() + "</style></head><body><main>");
    }

    /** Ends a page. */
    public String endPage() {
        return raw("</main></body></html>\n").toString();
    }

    /** Markup, with values that are numbers or that {@link #escaped} has seen. */
    public Html raw(String markup, Object... values) {
        html.append(values.length == 0 ? markup : String.format(Locale.ROOT, markup, values));
        return this;
    }

    public Html text(String text) {
        html.append(escaped(text));
        return this;
    }

    /** A name that may be written in any direction, without turning what stands beside it. */
    public Html name(String name) {
        return raw("<bdi>").text(name).raw("</bdi>");
    }

    /** An element that holds text alone. */
    public Html element(String tag, String text) {
        return raw("<" + tag + ">").text(text).raw("</" + tag.split(" ", 2)[0] + ">");
    }

    /** As text, or as the value of an attribute in double quotes. What HTML does not allow at all becomes a replacement character. */
    public static String escaped(String text) {
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

    private static String style() {
        try (InputStream css = Html.class.getResourceAsStream("page.css")) {
            if (css == null) {
                throw new IllegalStateException("page.css is not on the class path");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
