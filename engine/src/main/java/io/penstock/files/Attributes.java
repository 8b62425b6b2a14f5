package io.penstock.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one {@code lstat} tells. The names are asked for one by one, because {@code unix:*} would look up the names of owner and group too.
 *
 * @param mode type and permission bits as in {@code st_mode}
 */
record Attributes(int mode, long size, FileTime modified, int uid, int gid, long inode, long device) {

    private static final String NAMES = "unix:mode,size,lastModifiedTime,uid,gid,ino,dev";
    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;
    private static final int LINK = 0120000;

    static Attributes read(Path path) throws IOException {
        return UnixStat.AVAILABLE ? UnixStat.read(path) : readByName(path);
    }

    static Attributes readByName(Path path) throws IOException {
        Map<String, Object> map = Files.readAttributes(path, NAMES, LinkOption.NOFOLLOW_LINKS);
        return new Attributes(
                number(map, "mode").intValue(),
                number(map, "size").longValue(),
                (FileTime) Objects.requireNonNull(map.get("lastModifiedTime")),
                number(map, "uid").intValue(),
                number(map, "gid").intValue(),
                number(map, "ino").longValue(),
                number(map, "dev").longValue());
    }

    private static Number number(Map<String, Object> map, String name) {
        return (Number) Objects.requireNonNull(map.get(name));
    }

    /** Null where nothing is. */
    static @Nullable Attributes readIfExists(Path path) throws IOException {
        try {
            return read(path);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    boolean isDirectory() {
        return (mode & TYPE) == DIRECTORY;
    }

    boolean isRegular() {
        return (mode & TYPE) == REGULAR;
    }

    boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    boolean isSpecial() {
        return !isDirectory() && !isRegular() && !isLink();
    }

    boolean sameType(Attributes other) {
        return (mode & TYPE) == (other.mode & TYPE);
    }

    boolean sameFile(Attributes other) {
        return inode == other.inode && device == other.device;
    }

    int permissions() {
        return mode & 07777;
    }

    /** Times of links can be set to the microsecond only. */
    boolean sameTime(Attributes other) {
        return isLink()
                ? modified.to(TimeUnit.MICROSECONDS) == other.modified.to(TimeUnit.MICROSECONDS)
                : modified.equals(other.modified);
    }

    boolean sameOwner(Attributes other) {
        return uid == other.uid && gid == other.gid;
    }

    /** Gives a file or directory, not a link, the time; the time of access is set along, which spares a look-up of the old one. */
    static void setTime(Path path, FileTime modified) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class).setTimes(modified, modified, null);
    }

    static void setLinkTime(Path path, FileTime modified) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(modified, modified, null);
    }

    /** Not for links. */
    static void setPermissions(Path path, int permissions) throws IOException {
        Files.setAttribute(path, "unix:mode", permissions);
    }

    static void setOwner(Path path, int uid, int gid) throws IOException {
        Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    }
}
