package io.penstock.landscape;

import java.util.List;

/**
 * Which part of a shared file system is synchronized.
 *
 * @param directories relative to the root, with {@code /}
 * @param exclude glob patterns over paths relative to the root
 */
public record FileScope(List<String> directories, List<String> exclude) {

    public static final FileScope DEFAULT = new FileScope(List.of("sites"), List.of());

    public FileScope {
        directories = List.copyOf(directories);
        exclude = List.copyOf(exclude);
    }
}
