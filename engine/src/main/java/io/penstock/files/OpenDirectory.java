package io.penstock.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A directory whose entries are read. They are looked up relative to it, which spares the system the way from the root down to each of them. */
final class OpenDirectory implements AutoCloseable, Iterable<Path> {

    private final Path path;
    private final DirectoryStream<Path> entries;
    private final @Nullable SecureDirectoryStream<Path> relative;

    OpenDirectory(Path path) throws IOException {
        this.path = path;
        this.entries = Files.newDirectoryStream(path);
        this.relative = UnixStat.AVAILABLE && entries instanceof SecureDirectoryStream<Path> secure ? secure : null;
    }

    /** May be asked for once. What fails on the way is thrown as {@link java.nio.file.DirectoryIteratorException}. */
    @Override
    public Iterator<Path> iterator() {
        return entries.iterator();
    }

    Path path() {
        return path;
    }

    /** Null where nothing is. */
    @Nullable
    Attributes readIfExists(Path name) throws IOException {
        if (relative == null) {
            return Attributes.readIfExists(path.resolve(name));
        }
        try {
            return UnixStat.of(
                    relative.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                            .readAttributes());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        entries.close();
    }
}
