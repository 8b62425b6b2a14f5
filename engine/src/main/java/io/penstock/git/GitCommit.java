package io.penstock.git;

import io.penstock.PenstockException;
import io.penstock.landscape.GitSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** What a reference named when it was asked for; it stays the same whatever the repository does. Thread-safe. */
public final class GitCommit {

    /** Configuration and scripts; more is a mistake or an attack. */
    static final long MOST_BYTES_OF_A_FILE = 16L << 20;

    static final long MOST_BYTES = 256L << 20;
    static final long MOST_BYTES_IN_MEMORY = 32L << 20;
    static final int MOST_FILES = 20_000;

    private final GitSource source;
    private final Path store;
    private final String id;

    GitCommit(GitSource source, Path store, String id) {
        this.source = source;
        this.store = store;
        this.id = id;
    }

    /** The id of the commit, 40 hexadecimal digits. */
    public String id() {
        return id;
    }

    /** What was asked for. */
    public GitSource source() {
        return source;
    }

    /** A file or directory for people, with the beginning of the commit's id. */
    public String shown(String path) {
        return source.repository() + "@" + id.substring(0, 10) + (path.isEmpty() ? "" : ":" + plain(path));
    }

    /** Whether there is a directory. */
    public boolean hasDirectory(String path) {
        return read((repository, tree) -> {
            if (path.isEmpty()) {
                return true;
            }
            try (TreeWalk walk = TreeWalk.forPath(repository, path, tree)) {
                return walk != null && FileMode.TREE.equals(walk.getRawMode(0));
            }
        });
    }

    /**
     * All files below a directory, in the order of their paths; none when it is not there.
     *
     * @throws PenstockException GIT-CONTENT-REFUSED when something there is no plain file, or it is too much to be configuration
     */
    public List<GitFile> files(String directory) {
        List<GitFile> files = new ArrayList<>();
        visit(directory, MOST_BYTES_IN_MEMORY, files::add);
        return files;
    }

    /**
     * Writes all files below a directory to one of this machine, which must be empty: plain files, some of which may be run.
     *
     * @throws PenstockException GIT-CONTENT-REFUSED, when something there is no plain file
     */
    public void checkOut(String directory, Path to) {
        visit(directory, MOST_BYTES, file -> {
            Path written = to.resolve(file.path());
            Files.createDirectories(written.getParent());
            Files.write(written, file.content(), StandardOpenOption.CREATE_NEW);
            if (file.executable() && !written.toFile().setExecutable(true, true)) {
                throw new IOException("not executable");
            }
        });
    }

    private interface Visitor {
        void file(GitFile file) throws IOException;
    }

    private void visit(String directory, long mostBytes, Visitor visitor) {
        if (!hasDirectory(directory)) {
            return;
        }
        read((repository, tree) -> {
            try (TreeWalk walk = new TreeWalk(repository)) {
                walk.addTree(directory.isEmpty() ? tree : repository.resolve(id + ":" + directory));
                walk.setRecursive(true);
                long bytes = 0;
                int files = 0;
                while (walk.next()) {
                    GitFile file = file(walk, directory.isEmpty() ? "" : directory + "/");
                    bytes += file.content().length;
                    if (bytes > mostBytes || ++files > MOST_FILES) {
                        throw refused(
                                directory,
                                "holds more than " + MOST_FILES + " files or " + (mostBytes >> 20)
                                        + " MB, too much to be configuration");
                    }
                    visitor.file(file);
                }
            }
            return true;
        });
    }

    private GitFile file(TreeWalk walk, String prefix) throws IOException {
        String path = walk.getPathString();
        String whole = prefix + path;
        FileMode mode = walk.getFileMode(0);
        requirePlain(whole, path, walk.getRawPath());
        if (FileMode.SYMLINK.equals(mode)) {
            throw refused(whole, "is a symbolic link, which is not followed");
        }
        if (FileMode.GITLINK.equals(mode)) {
            throw refused(whole, "is a submodule, which is not fetched");
        }
        ObjectLoader object = walk.getObjectReader().open(walk.getObjectId(0));
        if (object.getSize() > MOST_BYTES_OF_A_FILE) {
            throw refused(whole, "is larger than " + (MOST_BYTES_OF_A_FILE >> 20) + " MB");
        }
        return new GitFile(path, FileMode.EXECUTABLE_FILE.equals(mode), object.getBytes((int) MOST_BYTES_OF_A_FILE));
    }

    private void requirePlain(String whole, String path, byte[] raw) {
        boolean readable = Arrays.equals(path.getBytes(StandardCharsets.UTF_8), raw);
        for (String segment : path.split("/", -1)) {
            boolean git =
                    segment.toLowerCase(Locale.ROOT).replaceAll("[. ]+$", "").equals(".git");
            if (!readable
                    || git
                    || segment.isEmpty()
                    || segment.equals(".")
                    || segment.equals("..")
                    || segment.matches(".*[\\\\:\\p{Cntrl}].*")) {
                throw refused(whole, "has a name that no plain file has");
            }
        }
    }

    private PenstockException refused(String path, String why) {
        return new PenstockException(
                GitProblem.GIT_CONTENT_REFUSED,
                shown(path) + " " + why + ".",
                "Change the repository so that plain files stand there, or name another path.");
    }

    private static String plain(String path) {
        return path.replaceAll("\\p{Cntrl}", "?");
    }

    private interface Reading<T> {
        T of(Repository repository, RevTree tree) throws IOException;
    }

    private <T> T read(Reading<T> reading) {
        try (Repository repository = GitRepositories.open(store);
                ObjectReader reader = repository.newObjectReader();
                RevWalk walk = new RevWalk(reader)) {
            return reading.of(
                    repository, walk.parseCommit(ObjectId.fromString(id)).getTree());
        } catch (CorruptObjectException e) {
            throw refused("", "holds what git itself refuses");
        } catch (IOException e) {
            throw GitRepositories.unusable(store, e);
        }
    }
}
