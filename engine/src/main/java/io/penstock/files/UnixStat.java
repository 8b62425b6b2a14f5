package io.penstock.files;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A cheaper way to the numbers of one {@code lstat}. The public way to them, a map of attributes by name, costs four times the call itself, which decides
 * whether a walk over unchanged files is as fast as rsync's. Where the launcher opens {@code java.base/sun.nio.fs}, they are taken from the platform's own
 * object; elsewhere {@link #AVAILABLE} is false and the map is used.
 */
final class UnixStat {

    private static final @Nullable MethodHandle MODE = getter("mode", int.class);
    private static final @Nullable MethodHandle UID = getter("uid", int.class);
    private static final @Nullable MethodHandle GID = getter("gid", int.class);
    private static final @Nullable MethodHandle INODE = getter("ino", long.class);
    private static final @Nullable MethodHandle DEVICE = getter("dev", long.class);

    static final boolean AVAILABLE = MODE != null && UID != null && GID != null && INODE != null && DEVICE != null;

    private UnixStat() {}

    private static @Nullable MethodHandle getter(String name, Class<?> type) {
        try {
            Class<?> owner = Class.forName("sun.nio.fs.UnixFileAttributes");
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                    .findVirtual(owner, name, MethodType.methodType(type))
                    .asType(MethodType.methodType(type, PosixFileAttributes.class));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    static Attributes read(Path path) throws IOException {
        return of(Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    @SuppressWarnings("NullAway") // the handles are there when AVAILABLE is true
    static Attributes of(PosixFileAttributes found) {
        try {
            return new Attributes(
                    (int) MODE.invokeExact(found),
                    found.size(),
                    found.lastModifiedTime(),
                    (int) UID.invokeExact(found),
                    (int) GID.invokeExact(found),
                    (long) INODE.invokeExact(found),
                    (long) DEVICE.invokeExact(found));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
