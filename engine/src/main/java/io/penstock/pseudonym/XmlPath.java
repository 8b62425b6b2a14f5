package io.penstock.pseudonym;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path into an XML document: {@code /customer/phone}, {@code //email} at any depth, {@code /a/*\/b}, {@code /order/@contact} for an attribute. A name without prefix
 * means elements of every prefix.
 */
final class XmlPath {

    /** @param deep whether it may be any number of levels down */
    private record Step(String name, boolean deep) {}

    private final String text;
    private final List<Step> steps;
    private final @Nullable String attribute;

    private XmlPath(String text, List<Step> steps, @Nullable String attribute) {
        this.text = text;
        this.steps = steps;
        this.attribute = attribute;
    }

    /** Reads a path; null when it is none. */
    static @Nullable XmlPath parse(String text) {
        List<Step> steps = new ArrayList<>();
        String attribute = null;
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) != '/' || attribute != null) {
                return null;
            }
            boolean deep = text.startsWith("//", i);
            i += deep ? 2 : 1;
            int end = text.indexOf('/', i);
            String name = text.substring(i, end < 0 ? text.length() : end);
            i += name.length();
            if (name.startsWith("@")) {
                attribute = name.substring(1);
                name = attribute;
                if (deep) {
                    steps.add(new Step("*", true));
                }
            } else {
                steps.add(new Step(name, deep));
            }
            if (!name.equals("*") && !name.matches("[\\p{L}_][\\p{L}\\p{N}._:-]*")) {
                return null;
            }
        }
        return steps.isEmpty() ? null : new XmlPath(text, List.copyOf(steps), attribute);
    }

    /** Whether the path leads to an element, given by the names from the root down to it. */
    boolean matches(List<String> elements) {
        return attribute == null && matches(elements, 0, 0);
    }

    /** Whether the path leads to an attribute of an element. */
    boolean matches(List<String> elements, String name) {
        return attribute != null && fits(attribute, name) && matches(elements, 0, 0);
    }

    private boolean matches(List<String> elements, int from, int step) {
        if (step == steps.size()) {
            return from == elements.size();
        }
        Step wanted = steps.get(step);
        for (int i = from; i < elements.size() && (i == from || wanted.deep()); i++) {
            if (fits(wanted.name(), elements.get(i)) && matches(elements, i + 1, step + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(String wanted, String name) {
        return wanted.equals("*")
                || wanted.equals(name)
                || wanted.indexOf(':') < 0
                        && name.endsWith(wanted)
                        && name.indexOf(':') == name.length() - wanted.length() - 1;
    }

    @Override
    public String toString() {
        return text;
    }
}
