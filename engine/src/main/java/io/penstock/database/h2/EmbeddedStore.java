package io.penstock.database.h2;

import io.penstock.PenstockException;
import io.penstock.database.StoreLocation;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Function;

/**
 * The database of our own in a file. The process that opens it first serves it to the others of this machine, through a port of the loopback
 * interface and with a password that only the owner of the file can read.
 */
public final class EmbeddedStore {

    private static final String NAME = "runs";
    private static final String USER = "penstock";
    private static final int PASSWORD_BYTES = 32;
    /** Read once by the library: else it would listen on every interface of the machine. */
    private static final String LISTENING_ADDRESS = "h2.bindAddress";

    private final Path folder;
    private final Function<String, PenstockException> refusal;

    private EmbeddedStore(Path folder, Function<String, PenstockException> refusal) {
        this.folder = folder;
        this.refusal = refusal;
    }

    /**
     * Where it is, under the store directory.
     *
     * @param refusal makes what is thrown when its folder cannot be used, from words about the failure
     */
    public static StoreLocation in(Path storeDirectory, Function<String, PenstockException> refusal) {
        if (System.getProperty(LISTENING_ADDRESS) == null) {
            System.setProperty(LISTENING_ADDRESS, "127.0.0.1");
        }
        EmbeddedStore store = new EmbeddedStore(storeDirectory.toAbsolutePath().resolve("store"), refusal);
        return new StoreLocation(() -> Files.exists(store.folder.resolve(NAME + H2Url.SUFFIX)), store::address);
    }

    private DatabaseAddress address() {
        try {
            boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
            Files.createDirectories(
                    folder,
                    posix
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                            }
                            : new FileAttribute<?>[0]);
            String path = folder.resolve(NAME).toString().replace(";", "\\;");
            return new DatabaseAddress(
                    H2Url.PREFIX + "file:" + path
                            + ";AUTO_SERVER=TRUE;NETWORK_TIMEOUT=20000;WRITE_DELAY=0;LOCK_TIMEOUT=10000;MAX_COMPACT_TIME=0",
                    null,
                    USER,
                    new Secret(password(posix)));
        } catch (IOException e) {
            throw refusal.apply(folder + ": " + e.getClass().getSimpleName());
        }
    }

    /** Made by the first process that asks; the lock keeps a second one from making another. */
    private String password(boolean posix) throws IOException {
        FileAttribute<?>[] owners = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        synchronized (EmbeddedStore.class) {
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("password"),
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                            owners);
                    FileLock lock = channel.lock()) {
                ByteBuffer content = ByteBuffer.allocate(2 * PASSWORD_BYTES);
                while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {
                    continue;
                }
                if (content.hasRemaining()) {
                    byte[] random = new byte[PASSWORD_BYTES];
                    new SecureRandom().nextBytes(random);
                    content = ByteBuffer.wrap(HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII));
                    channel.write(content, 0);
                    channel.force(true);
                }
                return new String(content.array(), StandardCharsets.US_ASCII);
            }
        }
    }
}
