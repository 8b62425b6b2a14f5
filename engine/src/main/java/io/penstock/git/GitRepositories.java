package io.penstock.git;

import io.penstock.PenstockException;
import io.penstock.landscape.GitSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Copies of others' repositories in the store directory: only what was asked for, without work trees. */
public final class GitRepositories {

    private final Path directory;

    /** @param store the store directory of the landscape */
    public GitRepositories(Path store) {
        this.directory = store.resolve("git");
    }

    /**
     * Fetches what a reference names now.
     *
     * @throws PenstockException GIT-UNREACHABLE, GIT-REF-UNKNOWN, or GIT-STORE-UNUSABLE
     */
    public GitCommit at(GitSource source) {
        OwnSettings.install();
        Path store = directory.resolve(name(source.url()));
        // Threads of this process wait here, other processes at the file: a second lock of one process would be
        // refused.
        synchronized (GitRepositories.class) {
            try {
                Files.createDirectories(directory);
                try (FileChannel file = FileChannel.open(
                                directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock held = file.lock();
                        Repository repository = made(store)) {
                    return new GitCommit(source, store, new GitFetch(source, repository).commit());
                }
            } catch (IOException e) {
                throw unusable(store, e);
            }
        }
    }

    private static Repository made(Path store) throws IOException {
        Repository repository = open(store);
        if (!Files.exists(store.resolve("HEAD"))) {
            repository.create(true);
            StoredConfig config = repository.getConfig();
            // A token must not follow to another server.
            config.setString("http", null, "followRedirects", "false");
            config.setBoolean(ConfigConstants.CONFIG_GC_SECTION, null, ConfigConstants.CONFIG_KEY_AUTO, false);
            config.save();
        }
        return repository;
    }

    static Repository open(Path store) throws IOException {
        OwnSettings.install();
        return new FileRepositoryBuilder().setGitDir(store.toFile()).setBare().build();
    }

    static PenstockException unusable(Path store, IOException e) {
        return new PenstockException(
                GitProblem.GIT_STORE_UNUSABLE,
                "The copy of the repository in " + store + " cannot be used: "
                        + e.getClass().getSimpleName() + ".",
                "Check the rights and the disk of the store directory; the copy may be removed, and is fetched again.",
                e);
    }

    private static String name(String url) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(url.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 10) + ".git";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
