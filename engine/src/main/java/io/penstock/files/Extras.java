package io.penstock.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;

/** Finds what only the target has. */
final class Extras {

    private final Excludes excludes;
    private final boolean delete;
    private final ChangeSink sink;
    private final Findings findings;

    Extras(Excludes excludes, boolean delete, ChangeSink sink, Findings findings) {
        this.excludes = excludes;
        this.delete = delete;
        this.sink = sink;
        this.findings = findings;
    }

    /** What is ours, at the root, is never copied or deleted. */
    static boolean isOwn(Pair pair, Path name) {
        if (pair.parent != null || !pair.relative.toString().isEmpty()) {
            return false;
        }
        String word = name.toString();
        return word.equals(FileTree.OWN_DIRECTORY) || word.equals(FileRootMarker.NAME);
    }

    /** Takes away what only the target's directory has. As many entries as were matched on the walk: then there is nothing to look for. */
    void take(Pair pair) throws IOException {
        Path target = pair.target;
        if (!delete || target == null) {
            return;
        }
        try {
            if (entries(pair, target) == pair.matched.get()) {
                return;
            }
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(target)) {
                for (Path entry : entries) {
                    Path name = entry.getFileName();
                    if (!isOwn(pair, name) && missing(pair, name)) {
                        take(pair, entry, pair.relative.resolve(name));
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            findings.unreadable(target, e);
        }
    }

    /** What the source has but excludes counts as missing, unless the target's counterpart is excluded too. */
    private boolean missing(Pair pair, Path name) throws IOException {
        Attributes now = Attributes.readIfExists(pair.source.resolve(name));
        return now == null || (!excludes.isEmpty() && excludes.match(pair.relative.resolve(name), now.isDirectory()));
    }

    private static long entries(Pair pair, Path target) throws IOException {
        long count = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(target)) {
            for (Path entry : entries) {
                if (!isOwn(pair, entry.getFileName())) {
                    count++;
                }
            }
        }
        return count;
    }

    private void take(Pair pair, Path path, Path relative) throws IOException {
        Attributes old = Attributes.readIfExists(path);
        if (old == null || excludes.match(relative, old.isDirectory())) {
            return;
        }
        if (old.isDirectory() && holdsProtected(path, relative)) {
            takeAround(pair, path, relative);
            sink.retouch(relative, old, old);
            return;
        }
        count(path, old);
        findings.change(ChangeReason.DELETED, relative, 0, old.isDirectory());
        pair.touched = true;
        sink.delete(relative);
    }

    /** A directory that holds something excluded stays, with just that. */
    private void takeAround(Pair pair, Path directory, Path relative) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                take(pair, entry, relative.resolve(entry.getFileName()));
            }
        }
    }

    private boolean holdsProtected(Path directory, Path relative) throws IOException {
        if (excludes.isEmpty()) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                Path name = relative.resolve(entry.getFileName());
                boolean nested = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
                if (excludes.match(name, nested) || (nested && holdsProtected(entry, name))) {
                    return true;
                }
            }
        }
        return false;
    }

    private void count(Path path, Attributes old) throws IOException {
        if (!old.isDirectory()) {
            findings.tally.deleted.increment();
            findings.tally.targetFiles.increment();
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                Attributes attributes = Attributes.readIfExists(entry);
                if (attributes != null) {
                    count(entry, attributes);
                }
            }
        }
    }

    /** Whether a directory of the target may give way to a file; as with rsync, one that holds something only when deleting. */
    boolean makeWay(Pair pair, Path relative) throws IOException {
        Path directory = Objects.requireNonNull(pair.target).resolve(relative.getFileName());
        boolean empty;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            empty = !entries.iterator().hasNext();
        } catch (IOException e) {
            findings.unreadable(directory, e);
            return false;
        }
        if (!empty && (!delete || holdsProtected(directory, relative))) {
            findings.problems.add(
                    FilesProblem.FILES_DIRECTORY_IN_THE_WAY,
                    "The target has a directory " + PathText.show(relative)
                            + " that is not empty, where the source has a file.",
                    delete
                            ? "It holds files that are excluded; move them away."
                            : "Move the directory away, or allow deletion with --delete.");
            return false;
        }
        if (!empty) {
            count(directory, Attributes.read(directory));
        }
        return true;
    }
}
