package io.penstock.database.h2;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The files that stand beside a target under names made from its own: the copy that grows, and the replaced ones that are kept. */
final class Siblings {

    static final String SHADOW = ".penstock-shadow";

    private static final String UNDO = ".penstock-undo-";
    private static final String UNFINISHED = ".unfinished";

    private final H2Url target;

    Siblings(H2Url target) {
        this.target = target;
    }

    Path lock() {
        return target.beside(".penstock.lock");
    }

    IntentFile intent() {
        return new IntentFile(target.beside(".penstock-intent"));
    }

    Path shadow() {
        return target.sibling(SHADOW);
    }

    Path replacedBy(String run) {
        return target.sibling(UNDO + run);
    }

    /** Where a replaced file is copied to on a file system without hard links, before it gets its name. */
    Path unfinished(Path replaced) {
        return replaced.resolveSibling(replaced.getFileName() + UNFINISHED);
    }

    String runOf(Path replaced) {
        String name = String.valueOf(replaced.getFileName());
        return name.substring(target.name().length() + UNDO.length(), name.length() - H2Url.SUFFIX.length());
    }

    /** The kept files, newest run first: ids of runs begin with their time. */
    List<Path> replaced() throws IOException {
        return beside(UNDO).stream()
                .filter(file -> file.toString().endsWith(H2Url.SUFFIX))
                .sorted(Comparator.comparing(this::runOf).reversed())
                .toList();
    }

    void deleteShadow() throws IOException {
        for (Path file : beside(SHADOW)) {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Clears away what a dead run left. A swap that was cut off before its rename leaves the target under two names, the second of which is that
     * of a replaced database: the target was not replaced.
     */
    void clear() throws IOException {
        deleteShadow();
        for (Path file : beside(UNDO)) {
            boolean unfinished = file.toString().endsWith(UNFINISHED);
            if (unfinished || (Files.exists(target.file()) && Files.isSameFile(file, target.file()))) {
                Files.delete(file);
            }
        }
    }

    private List<Path> beside(String suffix) throws IOException {
        List<Path> files = new ArrayList<>();
        String prefix = target.name() + suffix;
        Path directory = target.file().resolveSibling(".").normalize();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(
                directory, file -> String.valueOf(file.getFileName()).startsWith(prefix))) {
            found.forEach(files::add);
        }
        return files;
    }
}
