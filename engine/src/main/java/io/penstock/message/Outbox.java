package io.penstock.message;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Messages that wait for delivery: a file each in the store directory, written before anything is sent and removed once it has arrived. Safe for several processes. */
final class Outbox {

    private static final String SUFFIX = ".json";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Object OF_THIS_PROCESS = new Object();

    private final Path directory;

    Outbox(Path store) {
        this.directory = store.resolve("outbox");
    }

    /** Keeps a message, durably. */
    void put(Message message) {
        try {
            Files.createDirectories(directory);
            Path whole = directory.resolve(message.id() + ".new");
            try (FileChannel channel = FileChannel.open(
                    whole, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes =
                        ByteBuffer.wrap(JSON.writeValueAsString(message).getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(whole, file(message), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    void remove(Message message) {
        try {
            Files.deleteIfExists(file(message));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** All that wait, oldest first. */
    List<Message> list() {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
                found.forEach(files::add);
            } catch (IOException e) {
                throw unusable(e);
            }
        }
        return files.stream().sorted().map(this::read).flatMap(Optional::stream).toList();
    }

    private Optional<Message> read(Path file) {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), Message.class));
        } catch (IOException e) {
            // Another process has just delivered it.
            return Optional.empty();
        } catch (JacksonException e) {
            throw unusable(new IOException(file.getFileName() + " is no message", e));
        }
    }

    /** Does something while no other process or thread delivers; nothing when one does. */
    void alone(Runnable work) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        synchronized (OF_THIS_PROCESS) {
            try (FileChannel channel = FileChannel.open(
                            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    @Nullable FileLock lock = channel.tryLock()) {
                if (lock != null) {
                    work.run();
                }
            } catch (IOException e) {
                throw unusable(e);
            }
        }
    }

    private Path file(Message message) {
        return directory.resolve(message.id() + SUFFIX);
    }

    private PenstockException unusable(IOException e) {
        return new PenstockException(
                MessageProblem.OUTBOX_UNUSABLE,
                "The messages in " + directory + " cannot be kept or read: "
                        + e.getClass().getSimpleName() + ".",
                "Check store-directory in penstock.yaml, its rights and its disk.",
                e);
    }
}
