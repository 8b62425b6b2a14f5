package io.penstock.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.function.Consumer;

/** A whole landscape in a directory: three environments with an edit and a live cluster each, on embedded databases. */
public final class DemoLandscape {

    private static final long SEED = 20_261_101L;
    private static final String MARKER_FILE = ".penstock-environment";

    private final Path directory;
    private final double scale;
    private final Consumer<String> progress;

    private DemoLandscape(Path directory, double scale, Consumer<String> progress) {
        this.directory = directory;
        this.scale = scale;
        this.progress = progress;
    }

    /**
     * Writes {@code penstock.yaml}, {@code personal-data.yaml}, the cartridges, a random pseudonym key readable by its owner alone, the
     * databases and the file trees.
     *
     * @param directory is created; must not hold a landscape yet
     * @param progress is told in one line what is done next
     * @throws java.nio.file.FileAlreadyExistsException when the directory holds a landscape
     */
    public static void create(Path directory, double scale, Consumer<String> progress)
            throws IOException, SQLException {
        DemoLandscape demo = new DemoLandscape(directory.toAbsolutePath().normalize(), scale, progress);
        demo.configuration();
        for (String environment : new String[] {"PRD", "UAT", "INT"}) {
            demo.environment(
                    ShopEnvironment.valueOf(environment + "_EDIT"), ShopEnvironment.valueOf(environment + "_LIVE"));
        }
    }

    private void configuration() throws IOException {
        Files.createDirectories(directory);
        if (Files.exists(directory.resolve("penstock.yaml"))) {
            throw new java.nio.file.FileAlreadyExistsException(
                    directory.resolve("penstock.yaml").toString());
        }
        progress.accept("configuration and pseudonym key");
        key();
        Files.writeString(directory.resolve("personal-data.yaml"), Resources.text("personal-data.yaml"));
        ExampleCartridges.write(directory.resolve("cartridges"));
        // A database is named by an absolute path: H2 takes no other, and sync may be called from anywhere.
        String base = directory.toString().replace('\\', '/').replace("\"", "\\\"");
        Files.writeString(
                directory.resolve("penstock.yaml"),
                Resources.text("penstock.yaml").replace("@directory@", base));
    }

    private void key() throws IOException {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path file = Files.createFile(directory.resolve("key"), ownerOnly);
        Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n");
    }

    /** The two clusters of an environment hold the same shop after a replication, so the second database is a copy. */
    private void environment(ShopEnvironment edit, ShopEnvironment live) throws IOException, SQLException {
        progress.accept("shop of " + edit.environment());
        Files.createDirectories(database(edit).getParent());
        try (Connection connection = connect(edit)) {
            double size = edit.production() ? scale : scale / 3;
            Shop.create(connection, Vendor.H2, edit, size, SEED);
        }
        Files.copy(databaseFile(edit), databaseFile(live));
        for (ShopEnvironment cluster : new ShopEnvironment[] {edit, live}) {
            progress.accept("files of " + cluster.environment() + " " + cluster.cluster());
            Path root = directory.resolve(name(cluster)).resolve("files");
            ShopFiles.create(root, cluster, scale, SEED);
            Files.writeString(root.resolve(MARKER_FILE), marker(cluster) + "\n", StandardCharsets.UTF_8);
            if (!cluster.production()) {
                mark(cluster);
            }
        }
    }

    /** The mark by which a database says which one it is; production needs none, nothing flows into it. */
    private void mark(ShopEnvironment cluster) throws SQLException {
        try (Connection connection = connect(cluster);
                Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists PENSTOCK");
            statement.execute("create constant PENSTOCK.ENVIRONMENT value '" + marker(cluster) + "'");
        }
    }

    private Connection connect(ShopEnvironment cluster) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + database(cluster), "sa", "");
    }

    private Path database(ShopEnvironment cluster) {
        return directory.resolve(name(cluster)).resolve("database").resolve("shop");
    }

    private Path databaseFile(ShopEnvironment cluster) throws IOException {
        Path database = database(cluster);
        Files.createDirectories(database.getParent());
        return database.resolveSibling(database.getFileName() + ".mv.db");
    }

    private static String name(ShopEnvironment cluster) {
        return cluster.environment() + "/" + cluster.cluster();
    }

    private static String marker(ShopEnvironment cluster) {
        return "acme/" + name(cluster);
    }
}
