package io.penstock.files;

import java.util.concurrent.atomic.LongAdder;

/** The counters behind {@link FileCounts}, fit for many threads. */
final class Tally {

    private static final long BLOCK = 4096;

    final LongAdder unchanged = new LongAdder();
    final LongAdder added = new LongAdder();
    final LongAdder changed = new LongAdder();
    final LongAdder attributes = new LongAdder();
    final LongAdder deleted = new LongAdder();
    final LongAdder directories = new LongAdder();
    final LongAdder newDirectories = new LongAdder();
    final LongAdder retouched = new LongAdder();
    final LongAdder special = new LongAdder();
    final LongAdder vanished = new LongAdder();
    /** Files of the target's scope, whatever becomes of them; the measure of the guard against mass deletion. */
    final LongAdder targetFiles = new LongAdder();

    private final LongAdder bytes = new LongAdder();
    private final LongAdder blocks = new LongAdder();

    void copy(long size) {
        bytes.add(size);
        blocks.add((size + BLOCK - 1) / BLOCK * BLOCK);
    }

    FileCounts counts() {
        return new FileCounts(
                unchanged.sum(),
                added.sum(),
                changed.sum(),
                attributes.sum(),
                deleted.sum(),
                directories.sum(),
                newDirectories.sum(),
                retouched.sum(),
                bytes.sum(),
                blocks.sum(),
                special.sum(),
                vanished.sum());
    }

    boolean deletesMoreThanHalf() {
        return deleted.sum() * 2 > targetFiles.sum();
    }
}
