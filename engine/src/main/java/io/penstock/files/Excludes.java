package io.penstock.files;

import io.penstock.PenstockException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Globs over paths relative to the root. A leading {@code **}{@code /} also matches at the root, and {@code x/**} also means the directory {@code x} itself,
 * which is then not entered. On the target, what matches is protected from deletion.
 */
final class Excludes {

    private final List<Pattern> anything = new ArrayList<>();
    private final List<Pattern> directories = new ArrayList<>();

    Excludes(List<String> patterns) {
        for (String pattern : patterns) {
            String glob = pattern.startsWith("/") ? pattern.substring(1) : pattern;
            if (glob.endsWith("/")) {
                add(directories, glob.substring(0, glob.length() - 1), pattern);
            } else {
                add(anything, glob, pattern);
            }
            if (glob.endsWith("/**")) {
                add(directories, glob.substring(0, glob.length() - 3), pattern);
            }
        }
    }

    private static void add(List<Pattern> matchers, String glob, String pattern) {
        try {
            matchers.add(Glob.compile(glob));
            if (glob.startsWith("**/")) {
                matchers.add(Glob.compile(glob.substring(3)));
            }
        } catch (PatternSyntaxException e) {
            throw new PenstockException(
                    FilesProblem.FILES_PATTERN_INVALID,
                    "The exclude \"" + pattern + "\" is not a glob pattern: " + e.getDescription() + ".",
                    "Correct it under files: exclude:.",
                    e);
        }
    }

    boolean isEmpty() {
        return anything.isEmpty() && directories.isEmpty();
    }

    boolean match(Path relative, boolean directory) {
        String text = PathText.decoded(relative);
        return any(anything, text) || (directory && any(directories, text));
    }

    private static boolean any(List<Pattern> matchers, String text) {
        for (Pattern matcher : matchers) {
            if (matcher.matcher(text).matches()) {
                return true;
            }
        }
        return false;
    }
}
