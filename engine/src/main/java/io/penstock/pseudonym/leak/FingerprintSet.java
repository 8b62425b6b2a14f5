package io.penstock.pseudonym.leak;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A set of fingerprints that answers from memory what is not in it: a filter of single words, each of which holds a few bits of a fingerprint. What may be in it is looked for
 * exactly, in memory or in one page of a sorted file. Safe for use by several threads.
 */
final class FingerprintSet implements AutoCloseable {

    /** 8 MB. */
    private static final int IN_MEMORY = 1 << 20;

    /** 32 MB. */
    private static final int LARGEST_FILTER = 1 << 22;

    private static final int PAGE = 512;

    private final long[] counts = new long[Tag.COUNT];
    private final long[] filter;
    private long[] values;
    private long[] firstOfPage = new long[0];
    private int pages;
    private long size;
    private final @Nullable Path file;
    private @Nullable FileChannel channel;

    private FingerprintSet(long most, @Nullable Path file) {
        int words = 64;
        while (words < LARGEST_FILTER && words * 6L < most) {
            words *= 2;
        }
        this.filter = new long[words];
        this.values = new long[file == null ? (int) most : 0];
        this.file = file;
    }

    /** All of {@code runs} but those of {@code without}. */
    static FingerprintSet of(FingerprintRuns runs, FingerprintRuns without, Function<String, Path> files, String name) {
        long most = runs.total();
        Path file = most > IN_MEMORY ? files.apply(name) : null;
        FingerprintSet set = new FingerprintSet(most, file);
        // Both are sorted, and the smaller one is most often small: it is laid into memory, or into a set of its own.
        FingerprintSet left = without.total() == 0 ? null : laid(without, files);
        try (FingerprintSet out = left;
                FileWriter writer = file == null ? null : new FileWriter(file)) {
            runs.sorted(each -> {
                if (out == null || !out.contains(each)) {
                    set.add(each, writer);
                }
            });
        } catch (IOException e) {
            throw FingerprintRuns.failed(e);
        }
        return set.sealed();
    }

    private static FingerprintSet laid(FingerprintRuns runs, Function<String, Path> files) {
        Path file = runs.total() > IN_MEMORY ? files.apply("left-out") : null;
        FingerprintSet set = new FingerprintSet(runs.total(), file);
        try (FileWriter writer = file == null ? null : new FileWriter(file)) {
            runs.sorted(each -> set.add(each, writer));
        } catch (IOException e) {
            throw FingerprintRuns.failed(e);
        }
        return set.sealed();
    }

    private void add(long fingerprint, @Nullable FileWriter writer) {
        filter[word(fingerprint)] |= bits(fingerprint);
        counts[Tag.of(fingerprint)]++;
        if (writer == null) {
            values[(int) size] = fingerprint;
        } else {
            if (size % PAGE == 0) {
                if (pages == firstOfPage.length) {
                    firstOfPage = Arrays.copyOf(firstOfPage, Math.max(1024, pages * 2));
                }
                firstOfPage[pages++] = fingerprint;
            }
            try {
                writer.put(fingerprint);
            } catch (IOException e) {
                throw FingerprintRuns.failed(e);
            }
        }
        size++;
    }

    private FingerprintSet sealed() {
        if (file == null) {
            values = Arrays.copyOf(values, (int) size);
        } else {
            try {
                channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
            } catch (IOException e) {
                throw FingerprintRuns.failed(e);
            }
        }
        return this;
    }

    /** How many there are of a form. */
    long count(int tag) {
        return counts[tag];
    }

    long size() {
        return size;
    }

    boolean contains(long fingerprint) {
        long bits = bits(fingerprint);
        return (filter[word(fingerprint)] & bits) == bits && containsExactly(fingerprint);
    }

    private boolean containsExactly(long fingerprint) {
        FileChannel open = channel;
        if (open == null) {
            return Arrays.binarySearch(values, fingerprint) >= 0;
        }
        int found = Arrays.binarySearch(firstOfPage, 0, pages, fingerprint);
        if (found >= 0 || found == -1) {
            return found >= 0;
        }
        ByteBuffer page = ByteBuffer.allocate(PAGE * 8).order(ByteOrder.LITTLE_ENDIAN);
        long at = (long) (-found - 2) * PAGE * 8;
        try {
            while (page.hasRemaining()) {
                int read = open.read(page, at + page.position());
                if (read < 0) {
                    break;
                }
            }
        } catch (IOException e) {
            throw FingerprintRuns.failed(e);
        }
        page.flip();
        while (page.hasRemaining()) {
            if (page.getLong() == fingerprint) {
                return true;
            }
        }
        return false;
    }

    private int word(long fingerprint) {
        return (int) (fingerprint >>> 40) & filter.length - 1;
    }

    private static long bits(long fingerprint) {
        return 1L << (fingerprint >>> 8)
                | 1L << (fingerprint >>> 14)
                | 1L << (fingerprint >>> 20)
                | 1L << (fingerprint >>> 26);
    }

    @Override
    public void close() {
        FileChannel open = channel;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // The folder goes with all that is in it.
            }
        }
    }
}
