package io.penstock.landscape;

import static io.penstock.landscape.LandscapeProblem.CONFIG_CONFLICT;
import static io.penstock.landscape.LandscapeProblem.CONFIG_INVALID_VALUE;

import java.nio.file.FileSystems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads {@code files}: which part of the shared file systems is synchronized. */
final class FileScopeReader {

    private static final Set<String> KEYS = Set.of("directories", "exclude");

    private FileScopeReader() {}

    static FileScope read(ConfigMapping root) {
        ConfigMapping files = root.mapping("files");
        if (files == null) {
            return FileScope.DEFAULT;
        }
        files.rejectUnknown(KEYS);
        List<String> directories = directories(files);
        return new FileScope(directories == null ? FileScope.DEFAULT.directories() : directories, excludes(files));
    }

    /**
     * A directory as it is used: relative, with single slashes, without {@code .} and without a slash at its end. Empty where the text names
     * something else, such as a place outside the root.
     */
    static Optional<String> directory(String text) {
        if (text.startsWith("/") || text.contains("\\") || text.indexOf('\0') >= 0 || text.matches("[A-Za-z]:.*")) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (String part : text.split("/")) {
            if (part.equals("..")) {
                return Optional.empty();
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("/", parts));
    }

    private static @Nullable List<String> directories(ConfigMapping files) {
        ConfigNode.Sequence list = files.sequence("directories");
        if (list == null) {
            return null;
        }
        if (list.items().isEmpty()) {
            String what = "'directories' is empty, so that no file would be synchronized.";
            files.problem("directories", CONFIG_INVALID_VALUE, what, "Name a directory, or remove the key.");
        }
        List<String> result = new ArrayList<>();
        for (ConfigNode.Scalar item : list.texts("'directories'")) {
            Optional<String> directory = directory(item.text());
            if (directory.isEmpty()) {
                String what = "'" + item.text() + "' is not a directory below the root of a shared file system.";
                String remedy = "Write it relative to the root, with '/' and without '..', such as 'sites'.";
                files.problems().add(item, CONFIG_INVALID_VALUE, what, remedy);
                continue;
            }
            for (String other : result) {
                if ((directory.get() + "/").startsWith(other + "/")
                        || (other + "/").startsWith(directory.get() + "/")) {
                    String what = "'" + item.text() + "' and '" + other + "' cover the same files.";
                    files.problems().add(item, CONFIG_CONFLICT, what, "Keep one of the two.");
                }
            }
            result.add(directory.get());
        }
        return result;
    }

    private static List<String> excludes(ConfigMapping files) {
        ConfigNode.Sequence list = files.sequence("exclude");
        List<String> result = new ArrayList<>();
        for (ConfigNode.Scalar item : list == null ? List.<ConfigNode.Scalar>of() : list.texts("'exclude'")) {
            if (isGlob(item.text())) {
                result.add(item.text());
            } else {
                String what = "'" + item.text() + "' is not a glob pattern.";
                files.problems().add(item, CONFIG_INVALID_VALUE, what, "Write a pattern such as '**/.cache/**'.");
            }
        }
        return result;
    }

    private static boolean isGlob(String pattern) {
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            return !pattern.isBlank();
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
