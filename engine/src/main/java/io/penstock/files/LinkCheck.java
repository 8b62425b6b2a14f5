package io.penstock.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Whether a symbolic link leads out of the tree that it lies in. */
final class LinkCheck {

    private static final int MOST_HOPS = 40;
    private static final Path HERE = Path.of("");

    private final Path root;

    /** @param root without links in its own path */
    LinkCheck(Path root) {
        this.root = root;
    }

    /**
     * Follows the link name by name, as the kernel would, also through other links. What does not exist is taken for a directory.
     *
     * @param directory where the link lies, relative to the root
     * @param text what the link says
     */
    boolean leaves(Path directory, Path text) throws IOException {
        if (text.isAbsolute()) {
            return true;
        }
        Path at = directory;
        Deque<Path> names = new ArrayDeque<>();
        push(names, text);
        int hops = 0;
        while (!names.isEmpty()) {
            Path name = names.pop();
            String word = name.toString();
            if (word.equals("..")) {
                if (at.equals(HERE)) {
                    return true;
                }
                Path parent = at.getParent();
                at = parent == null ? HERE : parent;
            } else if (!word.isEmpty() && !word.equals(".")) {
                Path next = at.resolve(name);
                Path further = linkAt(root.resolve(next));
                if (further == null) {
                    at = next;
                } else if (further.isAbsolute()) {
                    return true;
                } else if (++hops > MOST_HOPS) {
                    return false; // a circle leads nowhere, so not out of the tree either
                } else {
                    push(names, further);
                }
            }
        }
        return false;
    }

    private static void push(Deque<Path> names, Path text) {
        for (int i = text.getNameCount() - 1; i >= 0; i--) {
            names.push(text.getName(i));
        }
    }

    private static @Nullable Path linkAt(Path path) throws IOException {
        Attributes attributes = Attributes.readIfExists(path);
        return attributes != null && attributes.isLink() ? Files.readSymbolicLink(path) : null;
    }
}
