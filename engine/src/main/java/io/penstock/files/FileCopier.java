package io.penstock.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Copies single files with as few calls of the file system as can be. */
final class FileCopier {

    /** How a copy ended. */
    enum Result {
        COPIED,
        CHANGED,
        VANISHED
    }

    private static final int SMALL = 1 << 18;
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> WRITE = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    private static final PosixFilePermission[] BITS = {
        PosixFilePermission.OTHERS_EXECUTE,
        PosixFilePermission.OTHERS_WRITE,
        PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.GROUP_WRITE,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.OWNER_READ
    };
    private static final int NEEDED_FILE = 0600;
    private static final int NEEDED_DIRECTORY = 0700;

    private final boolean owners;
    private final int umask;
    private final int uid;
    private final int gid;
    private final ThreadLocal<ByteBuffer> buffers = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(SMALL));

    /** @param probe where a file may be made for a moment, to learn what creation gives here */
    FileCopier(Path probe, boolean owners) throws IOException {
        this.owners = owners;
        Files.createFile(probe, permissions(0777));
        Attributes made = Attributes.read(probe);
        Files.delete(probe);
        this.umask = 0777 & ~made.permissions();
        this.uid = made.uid();
        this.gid = made.gid();
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(int mode) {
        EnumSet<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < BITS.length; i++) {
            if ((mode & (1 << i)) != 0) {
                set.add(BITS[i]);
            }
        }
        return PosixFilePermissions.asFileAttribute(set);
    }

    /** Failures to read the source; every other {@link IOException} is one of writing. */
    static final class ReadException extends IOException {
        private static final long serialVersionUID = 1L;

        ReadException(IOException cause) {
            super(cause);
        }
    }

    /**
     * Copies a regular file to a place where nothing is. A file that is changed meanwhile leaves nothing behind.
     *
     * @param now what the source was before; compared with what it is after
     */
    Result copy(Path source, Attributes now, Path destination) throws IOException {
        try (FileChannel in = openSource(source)) {
            if (in == null) {
                return Result.VANISHED;
            }
            int creation = (now.permissions() & 0777) | NEEDED_FILE;
            boolean whole;
            try (FileChannel out = FileChannel.open(destination, WRITE, permissions(creation))) {
                whole = now.size() <= SMALL ? small(in, out, now.size()) : large(in, out, now.size());
            }
            if (whole && unchanged(source, now)) {
                finish(destination, now, creation);
                return Result.COPIED;
            }
            Files.delete(destination);
            return Result.CHANGED;
        }
    }

    private static @Nullable FileChannel openSource(Path source) throws ReadException {
        try {
            return FileChannel.open(source, READ);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new ReadException(e);
        }
    }

    private boolean small(FileChannel in, FileChannel out, long size) throws IOException {
        ByteBuffer buffer = buffers.get();
        buffer.clear().limit((int) size);
        try {
            while (buffer.hasRemaining() && in.read(buffer) >= 0) {
                continue;
            }
        } catch (IOException e) {
            throw new ReadException(e);
        }
        if (buffer.hasRemaining()) {
            return false;
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
        return true;
    }

    private boolean large(FileChannel in, FileChannel out, long size) throws IOException {
        long at = 0;
        while (at < size) {
            long moved = in.transferTo(at, size - at, out);
            if (moved <= 0) {
                return false;
            }
            at += moved;
        }
        return true;
    }

    private static boolean unchanged(Path source, Attributes before) throws ReadException {
        try {
            Attributes after = Attributes.readIfExists(source);
            // A file that was renamed away after it was read is as good as one that vanished a moment later.
            return after == null
                    || (after.size() == before.size() && after.modified().equals(before.modified()));
        } catch (IOException e) {
            throw new ReadException(e);
        }
    }

    private void finish(Path destination, Attributes now, int creation) throws IOException {
        boolean owned = own(destination, now);
        if (owned || (creation & ~umask) != now.permissions()) {
            Attributes.setTime(destination, now.modified());
            Attributes.setPermissions(destination, now.permissions());
        } else {
            Attributes.setTime(destination, now.modified());
        }
    }

    private boolean own(Path path, Attributes now) throws IOException {
        if (!owners || (now.uid() == uid && now.gid() == gid)) {
            return false;
        }
        return giveAway(path, now.uid(), now.gid());
    }

    /** False where the file system does not let even root do so. */
    static boolean giveAway(Path path, int uid, int gid) throws IOException {
        try {
            Attributes.setOwner(path, uid, gid);
            return true;
        } catch (FileSystemException e) {
            return false;
        }
    }

    /** Copies a symbolic link. */
    void link(Path text, Attributes now, Path destination) throws IOException {
        Files.createSymbolicLink(destination, text);
        own(destination, now);
        Attributes.setLinkTime(destination, now.modified());
    }

    /** Makes a directory that can be filled. */
    void directory(Path destination, Attributes now) throws IOException {
        Files.createDirectory(destination, permissions((now.permissions() & 0777) | NEEDED_DIRECTORY));
    }

    /** Gives a filled directory its permissions and time. */
    void finishDirectory(Path destination, Attributes now, int permissions) throws IOException {
        boolean owned = own(destination, now);
        Attributes.setTime(destination, now.modified());
        if (owned || (((now.permissions() & 0777) | NEEDED_DIRECTORY) & ~umask) != permissions) {
            Attributes.setPermissions(destination, permissions);
        }
    }
}
