package io.penstock.pseudonym;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path into a JSON document: {@code $.a.b}, {@code $['a b']}, {@code $.list[*].x}, {@code $.list[0]}, {@code $..x} at any depth, {@code $.*} for every key.
 */
final class JsonPath {

    /**
     * One step down.
     *
     * @param name of a key; null for any key
     * @param index of an element; {@link #ANY} or {@link #KEY}
     * @param deep whether it may be any number of levels down
     */
    private record Step(@Nullable String name, int index, boolean deep) {}

    private static final int KEY = -2;
    private static final int ANY = -1;

    private final String text;
    private final List<Step> steps;
    private final boolean deep;

    private JsonPath(String text, List<Step> steps) {
        this.text = text;
        this.steps = steps;
        this.deep = steps.stream().anyMatch(Step::deep);
    }

    /** Reads a path; null when it is none. */
    static @Nullable JsonPath parse(String text) {
        if (!text.startsWith("$")) {
            return null;
        }
        List<Step> steps = new ArrayList<>();
        int i = 1;
        while (i < text.length()) {
            boolean deep = text.startsWith("..", i);
            if (text.charAt(i) == '.') {
                i += deep ? 2 : 1;
                int end = i;
                while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
                    end++;
                }
                String name = text.substring(i, end);
                if (name.indexOf(']') >= 0) {
                    return null;
                }
                if (!name.isEmpty()) {
                    steps.add(new Step(name.equals("*") ? null : name, KEY, deep));
                } else if (!deep || end == text.length()) {
                    return null;
                }
                i = end;
                deep &= name.isEmpty();
            }
            if (i < text.length() && text.charAt(i) == '[') {
                int end = text.indexOf(']', i);
                Step step = end < 0 ? null : bracket(text.substring(i + 1, end), deep);
                if (step == null) {
                    return null;
                }
                steps.add(step);
                i = end + 1;
            } else if (i < text.length() && text.charAt(i) != '.') {
                return null;
            }
        }
        return new JsonPath(text, List.copyOf(steps));
    }

    private static @Nullable Step bracket(String inside, boolean deep) {
        if (inside.equals("*")) {
            return new Step(null, ANY, deep);
        }
        if (inside.matches("[0-9]{1,9}")) {
            return new Step(null, Integer.parseInt(inside), deep);
        }
        boolean quoted = inside.length() >= 2
                && (inside.charAt(0) == '\'' || inside.charAt(0) == '"')
                && inside.charAt(inside.length() - 1) == inside.charAt(0);
        return quoted ? new Step(inside.substring(1, inside.length() - 1), KEY, deep) : null;
    }

    /**
     * Whether the path leads to a place.
     *
     * @param place from the root: the name of a key, or the {@link Integer} number of an element
     */
    boolean matches(List<Object> place) {
        return (deep || place.size() == steps.size()) && matches(place, 0, 0);
    }

    private boolean matches(List<Object> place, int from, int step) {
        if (step == steps.size()) {
            return from == place.size();
        }
        Step wanted = steps.get(step);
        for (int i = from; i < place.size() && (i == from || wanted.deep()); i++) {
            if (fits(wanted, place.get(i)) && matches(place, i + 1, step + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(Step step, Object part) {
        if (part instanceof Integer index) {
            return step.index() == ANY || step.index() == index;
        }
        return step.index() == KEY && (step.name() == null || step.name().equals(part));
    }

    @Override
    public String toString() {
        return text;
    }
}
