package io.penstock.sync;

import io.penstock.database.Exchange;
import io.penstock.files.FileRootIntent;
import io.penstock.files.FileSync;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A shared file system of the target.
 *
 * @param mark {@code landscape/environment/cluster}
 * @param keep how many undo sets stay when it is cleaned
 */
record FilesPart(String mark, Path root, int keep) implements SwapPart {

    static String name(String mark) {
        return "files " + mark;
    }

    @Override
    public String name() {
        return name(mark);
    }

    /** Runs into one environment keep each other out by its databases. */
    @Override
    public void lock() {}

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
}
