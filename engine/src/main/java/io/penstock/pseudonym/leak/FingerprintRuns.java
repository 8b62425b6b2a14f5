package io.penstock.pseudonym.leak;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Gathers fingerprints: some in memory, the others in sorted runs on disk. Safe for use by several threads until {@link #sorted} is called. */
final class FingerprintRuns {

    /** 4 MB. */
    private static final int IN_MEMORY = 1 << 19;

    private final Function<String, Path> files;
    private final String name;
    private final List<Path> runs = new ArrayList<>();
    private long[] filled = new long[1024];
    private int length;
    private long total;

    /** @param files where a file of a name may be made */
    FingerprintRuns(Function<String, Path> files, String name) {
        this.files = files;
        this.name = name;
    }

    synchronized void add(long[] fingerprints, int count) {
        if (length + count > filled.length) {
            if (filled.length >= IN_MEMORY) {
                spill();
            } else {
                filled = Arrays.copyOf(filled, Math.min(IN_MEMORY, Math.max(filled.length * 4, length + count)));
            }
        }
        System.arraycopy(fingerprints, 0, filled, length, count);
        length += count;
        total += count;
    }

    /** How many were added, repeated ones too. */
    synchronized long total() {
        return total;
    }

    private void spill() {
        Path file = files.apply(name + runs.size());
        runs.add(file);
        Arrays.sort(filled, 0, length);
        try (FileWriter writer = new FileWriter(file)) {
            for (int i = 0; i < length; i++) {
                if (i == 0 || filled[i] != filled[i - 1]) {
                    writer.put(filled[i]);
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
        length = 0;
    }

    /** Gives each fingerprint once, in order. */
    synchronized void sorted(LongConsumer consumer) {
        Arrays.sort(filled, 0, length);
        PriorityQueue<Cursor> cursors = new PriorityQueue<>((a, b) -> Long.compare(a.current, b.current));
        try {
            List<Cursor> all = new ArrayList<>();
            all.add(new Cursor(null, filled, length));
            for (Path run : runs) {
                all.add(new Cursor(
                        FileChannel.open(run, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE),
                        new long[0],
                        0));
            }
            for (Cursor cursor : all) {
                if (cursor.advance()) {
                    cursors.add(cursor);
                }
            }
            boolean begun = false;
            long before = 0;
            for (Cursor next = cursors.poll(); next != null; next = cursors.poll()) {
                if (!begun || next.current != before) {
                    consumer.accept(next.current);
                }
                begun = true;
                before = next.current;
                if (next.advance()) {
                    cursors.add(next);
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    static PenstockException failed(IOException e) {
        return new PenstockException(
                LeakProblem.LEAK_CHECK_FAILED,
                "The fingerprints of personal values could not be kept: " + e.getMessage() + ".",
                "Look at the disk of the store directory, and run the command again; the target is as it was.",
                e);
    }

    /** Reads a run, or what is in memory. */
    private static final class Cursor {
        private final @Nullable FileChannel channel;
        private final long[] memory;
        private final int count;
        private final ByteBuffer buffer;
        private int at;
        private long current;

        Cursor(@Nullable FileChannel channel, long[] memory, int count) {
            this.channel = channel;
            this.memory = memory;
            this.count = count;
            this.buffer = ByteBuffer.allocate(channel == null ? 0 : 1 << 15).order(ByteOrder.LITTLE_ENDIAN);
            buffer.flip();
        }

        /** To the next one; false when there is none. */
        boolean advance() throws IOException {
            if (channel == null) {
                if (at < count) {
                    current = memory[at];
                }
                return at++ < count;
            }
            if (!buffer.hasRemaining()) {
                buffer.clear();
                while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                    continue;
                }
                buffer.flip();
                if (!buffer.hasRemaining()) {
                    channel.close();
                    return false;
                }
            }
            current = buffer.getLong();
            return true;
        }
    }
}
