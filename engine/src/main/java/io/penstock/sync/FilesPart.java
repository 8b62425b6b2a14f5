package io.penstock.sync;

import io.penstock.database.Exchange;
import io.penstock.files.FileRootIntent;
import io.penstock.files.FileRootLock;
import io.penstock.files.FileSync;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A shared file system of the target. */
final class FilesPart implements SwapPart {

    private final String mark;
    private final Path root;
    private final int keep;
    private final @Nullable String holder;
    private @Nullable FileRootLock lock;

    /**
     * @param mark {@code landscape/environment/cluster}
     * @param keep how many undo sets stay when it is cleaned
     * @param holder for whom {@link #lock} locks it; null when its run has locked it already
     */
    private FilesPart(String mark, Path root, int keep, @Nullable String holder) {
        this.mark = mark;
        this.root = root;
        this.keep = keep;
        this.holder = holder;
    }

    static FilesPart unlocked(String mark, Path root, int keep, String holder) {
        return new FilesPart(mark, root, keep, holder);
    }

    /** One that its run has locked, and unlocks. */
    static FilesPart locked(String mark, Path root, int keep) {
        return new FilesPart(mark, root, keep, null);
    }

    static String name(String mark) {
        return "files " + mark;
    }

    @Override
    public String name() {
        return name(mark);
    }

    @Override
    public void lock() {
        if (lock == null && holder != null) {
            lock = FileRootLock.take(root, holder);
        }
    }

    @Override
    public Optional<SwapIntent> intent() {
        return FileRootIntent.read(root).flatMap(SwapIntent::parse);
    }

    @Override
    public void forgetIntent() {
        FileRootIntent.remove(root);
    }

    @Override
    public List<String> undoable() {
        return FileSync.undoable(root);
    }

    @Override
    public Exchange undoing(String run) {
        return new FilesExchange(root, () -> FileSync.undo(root, run));
    }

    @Override
    public void clean() {
        FileSync.clean(root, keep);
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
    }
}
