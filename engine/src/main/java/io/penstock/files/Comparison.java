package io.penstock.files;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks source and target together. Listings are neither collected nor sorted: a batch of entries is the unit of work, and the target's counterpart of
 * each is looked up by name.
 */
final class Comparison {

    private static final int BATCH = 64;

    private final FileTree source;
    private final FileTree target;
    private final Excludes excludes;
    private final Equality equality;
    private final LinkCheck links;
    private final ChangeSink sink;
    private final FileWorkers workers;
    private final Extras extras;

    final Findings findings;

    /** @param owners whether owner and group count */
    Comparison(
            FileTree source,
            FileTree target,
            FileSyncOptions options,
            boolean owners,
            ChangeSink sink,
            FileWorkers workers,
            Findings findings) {
        this.source = source;
        this.target = target;
        this.excludes = new Excludes(options.scope().exclude());
        this.equality = new Equality(owners);
        this.links = new LinkCheck(source.root());
        this.sink = sink;
        this.workers = workers;
        this.findings = findings;
        this.extras = new Extras(excludes, options.delete(), sink, findings);
    }

    /** Compares the directories of the scope. */
    void walk(List<Path> directories) throws IOException {
        for (Path relative : directories) {
            source.refuseLinks(relative);
            target.refuseLinks(relative);
            source.requireContent(relative);
        }
        for (Path relative : directories) {
            Path path = source.root().resolve(relative);
            Attributes now = Attributes.read(path);
            Attributes old = Attributes.readIfExists(target.root().resolve(relative));
            directory(null, path, relative, now, old);
        }
    }

    /** After the walk: a source that was unmounted meanwhile looks as if all its files had gone. */
    void confirmSource(List<Path> directories) throws IOException {
        for (Path relative : directories) {
            source.requireContent(relative);
        }
        if (!Attributes.read(source.root()).sameFile(source.attributes())) {
            throw new PenstockException(
                    FilesProblem.FILES_SOURCE_MISSING,
                    "The source " + PathText.show(source.root()) + " became another file system while it was read.",
                    "Check its mount, then start again.");
        }
    }

    private void directory(@Nullable Pair parent, Path path, Path relative, Attributes now, @Nullable Attributes old)
            throws IOException {
        if (now.sameFile(target.attributes())
                || (old != null && (old.sameFile(source.attributes()) || old.sameFile(now)))) {
            throw FileTree.overlap(path, target.root().resolve(relative));
        }
        if (old != null
                && old.isDirectory()
                && old.device() != target.attributes().device()) {
            findings.problems.add(
                    FilesProblem.FILES_OTHER_DEVICE,
                    "The target's directory " + PathText.show(relative)
                            + " lies on another file system than its root, so nothing can be renamed into it.",
                    "Make it a file root of its own, or exclude it under files: exclude:.");
            return;
        }
        findings.tally.directories.increment();
        Path counterpart = target.root().resolve(relative);
        Pair pair;
        if (old != null && old.isDirectory()) {
            pair = Pair.existing(parent, relative, path, now, counterpart, old);
        } else {
            findings.tally.newDirectories.increment();
            if (old != null) {
                findings.tally.targetFiles.increment();
            }
            findings.change(old == null ? ChangeReason.NEW : ChangeReason.TYPE, relative, 0, true);
            pair = Pair.fresh(parent, relative, path, now, sink.open(parent, relative, now));
        }
        if (parent != null) {
            parent.retain();
        }
        workers.submit(() -> list(pair, null));
    }

    /** A directory that was found; it is entered when the one around it is closed, so that few are open however deep the tree. */
    private record Below(
            Path name, Attributes now, @Nullable Attributes old) {}

    /** @param batch names to compare; null for all that the directory has */
    private void list(Pair pair, @Nullable List<Path> batch) throws IOException {
        List<Below> below = new ArrayList<>(0);
        try (OpenDirectory source = openSource(pair);
                OpenDirectory target = source == null ? null : openTarget(pair)) {
            if (source != null && (target != null || pair.target == null)) {
                if (target != null && batch == null) {
                    pair.targetEmpty = isEmpty(target);
                }
                for (Path name : batch == null ? read(pair, source) : batch) {
                    compare(pair, name, source, target, below);
                }
                findings.progress();
            }
        }
        for (Below next : below) {
            directory(pair, pair.source.resolve(next.name), pair.relative.resolve(next.name), next.now, next.old);
        }
        release(pair);
    }

    private @Nullable OpenDirectory openSource(Pair pair) {
        try {
            return new OpenDirectory(pair.source);
        } catch (NoSuchFileException e) {
            findings.tally.vanished.increment();
        } catch (IOException e) {
            findings.unreadable(pair.source, e);
        }
        pair.incomplete = true;
        return null;
    }

    private @Nullable OpenDirectory openTarget(Pair pair) {
        if (pair.target == null) {
            return null;
        }
        try {
            return new OpenDirectory(pair.target);
        } catch (IOException e) {
            findings.unreadable(pair.target, e);
            pair.incomplete = true;
            return null;
        }
    }

    private boolean isEmpty(OpenDirectory target) {
        try {
            return !target.iterator().hasNext();
        } catch (DirectoryIteratorException e) {
            findings.unreadable(target.path(), e);
            return false;
        }
    }

    /** Hands out all names but those of the last batch. */
    private List<Path> read(Pair pair, OpenDirectory source) {
        List<Path> batch = new ArrayList<>(BATCH);
        try {
            for (Path entry : source) {
                if (batch.size() == BATCH) {
                    List<Path> full = batch;
                    batch = new ArrayList<>(BATCH);
                    pair.retain();
                    workers.submit(() -> list(pair, full));
                }
                batch.add(entry.getFileName());
            }
        } catch (DirectoryIteratorException e) {
            pair.incomplete = true;
            findings.unreadable(pair.source, e);
        }
        return batch;
    }

    private void compare(Pair pair, Path name, OpenDirectory source, @Nullable OpenDirectory target, List<Below> below)
            throws IOException {
        if (Extras.isOwn(pair, name)) {
            return;
        }
        Attributes now;
        Attributes old = null;
        try {
            now = source.readIfExists(name);
        } catch (IOException e) {
            pair.incomplete = true;
            findings.unreadable(pair.source.resolve(name), e);
            return;
        }
        if (now == null) {
            findings.tally.vanished.increment();
            return;
        }
        if (!excludes.isEmpty() && excludes.match(pair.relative.resolve(name), now.isDirectory())) {
            return;
        }
        if (target != null && !pair.targetEmpty) {
            try {
                old = target.readIfExists(name);
            } catch (IOException e) {
                findings.unreadable(target.path().resolve(name), e);
                return;
            }
        }
        if (old != null) {
            pair.matched.incrementAndGet();
        }
        if (now.isSpecial()) {
            findings.special(pair.relative.resolve(name));
        } else if (now.isDirectory()) {
            if (old == null || !old.isDirectory()) {
                pair.touched = true;
            }
            below.add(new Below(name, now, old));
        } else if (old != null && old.isDirectory() && !extras.makeWay(pair, pair.relative.resolve(name))) {
            pair.incomplete = true;
        } else {
            file(pair, name, now, old);
        }
    }

    private void file(Pair pair, Path name, Attributes now, @Nullable Attributes old) throws IOException {
        Path text = null;
        if (now.isLink()) {
            text = Files.readSymbolicLink(pair.source.resolve(name));
            if (links.leaves(pair.relative, text)) {
                findings.problems.add(
                        FilesProblem.FILES_LINK_LEAVES,
                        "The symbolic link " + PathText.show(pair.relative.resolve(name)) + " leads out of "
                                + PathText.show(source.root()) + ".",
                        "Remove it, make it relative to a place inside, or exclude it under files: exclude:.");
                return;
            }
        }
        if (old != null && !old.isDirectory()) {
            findings.tally.targetFiles.increment();
        }
        ChangeReason reason = equality.difference(pair, name, now, old, text);
        if (reason == null) {
            findings.tally.unchanged.increment();
            return;
        }
        long bytes = now.isRegular() && reason != ChangeReason.PERMISSIONS ? now.size() : 0;
        findings.change(reason, pair.relative.resolve(name), bytes, false);
        if (reason == ChangeReason.PERMISSIONS && old != null && !now.isLink()) {
            findings.tally.attributes.increment();
            sink.attributes(pair, name, now, old);
            return;
        }
        (old == null ? findings.tally.added : findings.tally.changed).increment();
        findings.tally.copy(bytes);
        pair.touched = true;
        sink.put(pair, name, now, old);
    }

    /** Ends one piece of work on a directory, and with the last one the directory, and so on upwards. */
    private void release(Pair first) throws IOException {
        for (Pair pair = first; pair != null && pair.release(); pair = pair.parent) {
            if (pair.target != null && !pair.targetEmpty && !pair.incomplete) {
                extras.take(pair);
            }
            Attributes old = pair.old;
            if (old != null && (pair.touched || equality.differ(pair.now, old))) {
                findings.tally.retouched.increment();
                sink.retouch(pair.relative, pair.now, old);
            }
            sink.close(pair);
        }
    }
}
