package io.penstock.backup;

import java.io.BufferedInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A folder with a folder for each backup. One that is being written has another name, and a file in it that its process has locked. */
final class FolderStore implements BackupStore {

    private static final String UNFINISHED = ".unfinished";
    private static final String REMOVED = ".removed";
    private static final String LOCK = "lock";

    /** Those of this process: a system may give up all locks of a process on a file as soon as it closes the file once. */
    private static final Set<Path> OURS = Collections.synchronizedSet(new HashSet<>());

    private final Path folder;

    FolderStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public String where() {
        return folder.toString();
    }

    @Override
    public List<String> list() throws IOException {
        List<String> ids = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
                for (Path entry : entries) {
                    String name = entry.getFileName().toString();
                    if (!name.endsWith(UNFINISHED) && !name.endsWith(REMOVED) && Backups.isId(name)) {
                        ids.add(name);
                    }
                }
            }
        }
        Collections.sort(ids);
        return ids;
    }

    @Override
    public Writing begin(String id) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(folder, forOwner());
        }
        return new Unfinished(id);
    }

    private FileAttribute<?>[] forOwner() {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public InputStream read(String id, String object) throws IOException {
        return new BufferedInputStream(Files.newInputStream(folder.resolve(id).resolve(object)), 1 << 16);
    }

    @Override
    public void remove(String id) throws IOException {
        // By one rename it is no backup any more; what is left of it is swept.
        Path removed = folder.resolve(id + REMOVED);
        Files.move(folder.resolve(id), removed, StandardCopyOption.ATOMIC_MOVE);
        delete(removed);
    }

    @Override
    public List<String> sweep() throws IOException {
        List<String> swept = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
                for (Path entry : entries) {
                    String name = entry.getFileName().toString();
                    boolean dead = name.endsWith(UNFINISHED) && !OURS.contains(entry.toAbsolutePath()) && isDead(entry);
                    if (dead || name.endsWith(REMOVED)) {
                        delete(entry);
                        swept.add(name.substring(0, name.lastIndexOf('.')));
                    }
                }
            }
        }
        return swept;
    }

    private static boolean isDead(Path unfinished) throws IOException {
        try (FileChannel channel = FileChannel.open(unfinished.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            return taken != null;
        } catch (NoSuchFileException e) {
            // The moment between making the folder and locking it is over, or its process is.
            return Files.getLastModifiedTime(unfinished).toMillis() < System.currentTimeMillis() - 60_000;
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private final class Unfinished implements Writing {

        private final Path directory;
        private final Path whole;
        private final FileChannel lock;
        private boolean committed;

        Unfinished(String id) throws IOException {
            this.directory = folder.resolve(id + UNFINISHED).toAbsolutePath();
            this.whole = folder.resolve(id);
            OURS.add(directory);
            Files.createDirectory(directory, forOwner());
            this.lock =
                    FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lock.lock();
        }

        @Override
        public OutputStream object(String name) throws IOException {
            FileChannel channel =
                    FileChannel.open(directory.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new FilterOutputStream(Channels.newOutputStream(channel)) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    out.write(bytes, from, length);
                }

                @Override
                public void close() throws IOException {
                    if (channel.isOpen()) {
                        channel.force(true);
                        channel.close();
                    }
                }
            };
        }

        @Override
        public InputStream reread(String name) throws IOException {
            return new BufferedInputStream(Files.newInputStream(directory.resolve(name)), 1 << 16);
        }

        @Override
        public void commit() throws IOException {
            Files.deleteIfExists(directory.resolve(LOCK));
            force(directory);
            Files.move(directory, whole, StandardCopyOption.ATOMIC_MOVE);
            force(folder);
            committed = true;
        }

        @Override
        public void close() throws IOException {
            try {
                if (!committed && Files.isDirectory(directory)) {
                    delete(directory);
                }
            } finally {
                lock.close();
                OURS.remove(directory);
            }
        }
    }
}
