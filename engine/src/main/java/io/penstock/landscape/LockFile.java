package io.penstock.landscape;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A lock of the operating system on a small file, which ends with its process, also for other machines where the file system passes locks on; the
 * file holds who has it, and stays when the lock is gone: to delete it would let two runs lock two files of one name.
 */
public final class LockFile implements AutoCloseable {

    /** Beyond the text, so that others can read it where locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /**
     * The locks of this process, by file and not by name: a file has several where it is mounted or linked twice. A second look at the file would end
     * the first one's lock: POSIX drops all locks of a process on a file with the first descriptor that it closes.
     */
    private static final Map<Object, String> HELD = new HashMap<>();

    private final Object identity;
    private final FileChannel channel;

    private LockFile(Object identity, FileChannel channel) {
        this.identity = identity;
        this.channel = channel;
    }

    /**
     * Takes the lock, and does not wait for it.
     *
     * @param holder who takes it, for those who come later
     * @param refusal makes what is thrown when another has it, from words about that one
     * @throws IOException when the file cannot be written or locked
     */
    public static LockFile take(Path file, String holder, Function<String, PenstockException> refusal)
            throws IOException {
        synchronized (HELD) {
            Object identity = identity(file);
            String ours = HELD.get(identity);
            if (ours != null) {
                throw refusal.apply(ours);
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            boolean taken = false;
            try {
                if (!locks(channel)) {
                    String text = read(channel);
                    throw refusal.apply(text.isBlank() ? "it has just begun" : text);
                }
                String text = holder + " (since " + minute() + ")";
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
                channel.force(true);
                HELD.put(identity, text);
                taken = true;
                return new LockFile(identity, channel);
            } finally {
                if (!taken) {
                    closeQuietly(channel);
                }
            }
        }
    }

    /**
     * Who holds the lock, for people; empty when nobody does.
     *
     * @throws IOException when the file cannot be looked at
     */
    public static Optional<String> holder(Path file) throws IOException {
        synchronized (HELD) {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            String ours = HELD.get(identity(file));
            if (ours != null) {
                return Optional.of(ours);
            }
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                return locks(channel) ? Optional.empty() : Optional.of(read(channel));
            }
        }
    }

    /** Of the file, which is made where it is not there yet: one that is there is not opened for it. */
    private static Object identity(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // An earlier run has left it.
        }
        @Nullable
        Object key = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
        return key == null ? file.toRealPath() : key;
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String minute() {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES).toString().replace(":00Z", "Z");
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(1000);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Its lock, if any, ends with the process.
        }
    }

    /** Gives the lock back. */
    @Override
    public void close() {
        synchronized (HELD) {
            if (!channel.isOpen()) {
                return;
            }
            try {
                channel.truncate(0);
            } catch (IOException e) {
                // A holder's name that is left in the file is read only while someone holds the lock, who overwrites
                // it.
            }
            closeQuietly(channel);
            HELD.remove(identity);
        }
    }
}
