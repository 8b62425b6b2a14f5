package io.penstock.database.h2;

import io.penstock.PenstockException;
import io.penstock.database.DatabaseProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lock of the operating system on a small file, which ends with its process; the file holds who has it, and stays when the lock is gone: to delete
 * it would let two runs lock two files of one name.
 */
final class LockFile implements AutoCloseable {

    /** Beyond the text, so that others can read it where locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /**
     * The locks of this process, by file. A second look at the file would end the first one's lock: POSIX drops all locks of a process on a file
     * with the first descriptor that it closes.
     */
    private static final Map<Path, String> HELD = new HashMap<>();

    private final Path file;
    private final FileChannel channel;

    private LockFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static LockFile take(Path file, String holder, String where) {
        synchronized (HELD) {
            String ours = HELD.get(file);
            if (ours != null) {
                throw locked(where, ours);
            }
            FileChannel channel = null;
            try {
                channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
                if (lock == null) {
                    throw locked(where, read(channel));
                }
                String text = holder + " (since "
                        + Instant.now()
                                .truncatedTo(ChronoUnit.MINUTES)
                                .toString()
                                .replace(":00Z", "Z") + ")";
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
                channel.force(true);
                HELD.put(file, text);
                LockFile taken = new LockFile(file, channel);
                channel = null;
                return taken;
            } catch (IOException e) {
                throw new PenstockException(
                        DatabaseProblem.TARGET_NOT_REPLACEABLE,
                        "The file " + file + ", which locks " + where + ", cannot be written.",
                        "Grant the right to write it and its directory to the user who runs the command.");
            } finally {
                closeQuietly(channel);
            }
        }
    }

    private static PenstockException locked(String where, String holder) {
        return new PenstockException(
                DatabaseProblem.TARGET_LOCKED,
                "Another run works on " + where + ": " + (holder.isBlank() ? "it has just begun" : holder) + ".",
                "Wait for its end, or end it, and run the command again.");
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(1000);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // Its lock, if any, ends with the process.
            }
        }
    }

    @Override
    public void close() {
        synchronized (HELD) {
            try {
                channel.truncate(0);
            } catch (IOException e) {
                // A holder's name that is left in the file is read only while someone holds the lock, who overwrites
                // it.
            }
            closeQuietly(channel);
            HELD.remove(file);
        }
    }
}
