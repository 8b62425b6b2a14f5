package io.penstock.files;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks source and target together. Listings are neither collected nor sorted: a batch of entries is the unit of work, and the target's counterpart of
 * each is looked up by name. Equal is what {@code rsync} takes for equal: type, size and time; for links what they say.
 */
final class Comparison {

    private static final int BATCH = 64;

    private final FileTree source;
    private final FileTree target;
    private final Excludes excludes;
    private final boolean owners;
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
        this.owners = owners;
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
        workers.submit(() -> list(pair));
    }

    private void list(Pair pair) throws IOException {
        if (pair.target != null) {
            pair.targetEmpty = isEmpty(pair.target);
        }
        List<Path> batch = new ArrayList<>(BATCH);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(pair.source)) {
            for (Path entry : entries) {
                batch.add(entry);
                if (batch.size() == BATCH) {
                    List<Path> full = batch;
                    batch = new ArrayList<>(BATCH);
                    pair.retain();
                    workers.submit(() -> {
                        compare(pair, full);
                        release(pair);
                    });
                }
            }
        } catch (NoSuchFileException e) {
            pair.incomplete = true;
            findings.tally.vanished.increment();
        } catch (IOException | DirectoryIteratorException e) {
            pair.incomplete = true;
            findings.unreadable(pair.source, e);
        }
        compare(pair, batch);
        release(pair);
    }

    private boolean isEmpty(Path directory) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        } catch (IOException | DirectoryIteratorException e) {
            findings.unreadable(directory, e);
            return false;
        }
    }

    private void compare(Pair pair, List<Path> batch) throws IOException {
        for (Path entry : batch) {
            compare(pair, entry);
        }
        findings.progress();
    }

    private void compare(Pair pair, Path entry) throws IOException {
        Path name = entry.getFileName();
        if (Extras.isOwn(pair, name)) {
            return;
        }
        Attributes now;
        Attributes old = null;
        try {
            now = Attributes.readIfExists(entry);
        } catch (IOException e) {
            pair.incomplete = true;
            findings.unreadable(entry, e);
            return;
        }
        if (now == null) {
            findings.tally.vanished.increment();
            return;
        }
        if (!excludes.isEmpty() && excludes.match(pair.relative.resolve(name), now.isDirectory())) {
            return;
        }
        Path target = pair.target;
        if (target != null && !pair.targetEmpty) {
            try {
                old = Attributes.readIfExists(target.resolve(name));
            } catch (IOException e) {
                findings.unreadable(target.resolve(name), e);
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
            directory(pair, entry, pair.relative.resolve(name), now, old);
        } else if (old != null && old.isDirectory() && !extras.makeWay(pair, pair.relative.resolve(name))) {
            pair.incomplete = true;
        } else {
            file(pair, entry, name, now, old);
        }
    }

    private void file(Pair pair, Path entry, Path name, Attributes now, @Nullable Attributes old) throws IOException {
        Path text = null;
        if (now.isLink()) {
            text = Files.readSymbolicLink(entry);
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
        ChangeReason reason = reason(pair, name, now, old, text);
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

    private @Nullable ChangeReason reason(
            Pair pair, Path name, Attributes now, @Nullable Attributes old, @Nullable Path text) throws IOException {
        if (old == null) {
            return ChangeReason.NEW;
        }
        if (!now.sameType(old)) {
            return ChangeReason.TYPE;
        }
        if (text != null && pair.target != null) {
            if (!text.equals(Files.readSymbolicLink(pair.target.resolve(name)))) {
                return ChangeReason.LINK;
            }
        } else if (now.size() != old.size()) {
            return ChangeReason.SIZE;
        }
        if (!now.sameTime(old)) {
            return ChangeReason.TIME;
        }
        boolean permissions = text != null || now.permissions() == old.permissions();
        return permissions && (!owners || now.sameOwner(old)) ? null : ChangeReason.PERMISSIONS;
    }

    /** Ends one piece of work on a directory, and with the last one the directory, and so on upwards. */
    private void release(Pair first) throws IOException {
        for (Pair pair = first; pair != null && pair.release(); pair = pair.parent) {
            if (pair.target != null && !pair.targetEmpty && !pair.incomplete) {
                extras.take(pair);
            }
            Attributes old = pair.old;
            if (old != null && (pair.touched || differs(pair.now, old))) {
                findings.tally.retouched.increment();
                sink.retouch(pair.relative, pair.now, old);
            }
            sink.close(pair);
        }
    }

    private boolean differs(Attributes now, Attributes old) {
        return !now.sameTime(old) || now.permissions() != old.permissions() || (owners && !now.sameOwner(old));
    }
}
