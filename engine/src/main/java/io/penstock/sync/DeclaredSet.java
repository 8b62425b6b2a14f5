package io.penstock.sync;

import io.penstock.configset.ConfigurationSet;
import io.penstock.configset.FolderFiles;
import io.penstock.configset.SetFiles;
import io.penstock.git.GitCommit;
import io.penstock.git.GitRepositories;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.ConfigurationSetSource;
import io.penstock.landscape.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The configuration set of an environment, as it was when it was asked for: one for all clusters. */
final class DeclaredSet {

    private final @Nullable ConfigurationSetSource source;
    private final SetFiles files;
    private final @Nullable GitCommit commit;

    private DeclaredSet(@Nullable ConfigurationSetSource source, SetFiles files, @Nullable GitCommit commit) {
        this.source = source;
        this.files = files;
        this.commit = commit;
    }

    /**
     * Finds a set; a repository is fetched now.
     *
     * @param store the store directory of the landscape
     * @throws io.penstock.PenstockException when a repository cannot be reached, or has no such reference
     */
    static DeclaredSet of(Environment environment, Path store) {
        ConfigurationSetSource source = environment.configurationSet();
        if (source == null) {
            return new DeclaredSet(null, new FolderFiles(store), null);
        }
        if (source.origin() instanceof ConfigurationSetSource.Git git) {
            GitCommit commit = new GitRepositories(store).at(git.source());
            return new DeclaredSet(
                    source, new CommittedFiles(commit, git.source().path()), commit);
        }
        ConfigurationSetSource.Folder folder = (ConfigurationSetSource.Folder) source.origin();
        return new DeclaredSet(source, new FolderFiles(folder.directory()), null);
    }

    /** @throws io.penstock.PenstockException when the set is not there or cannot be read */
    ConfigurationSet of(ClusterType type) {
        return ConfigurationSet.read(source, files, type);
    }

    /** Where it stands, for people. */
    String where() {
        return commit == null ? files.where() : commit.source().toString();
    }

    /** The id of the commit that it was read from; absent where it stands in a directory. */
    Optional<String> commit() {
        return Optional.ofNullable(commit).map(GitCommit::id);
    }

    /** The files of a commit. */
    private record CommittedFiles(GitCommit commit, String root) implements SetFiles {

        @Override
        public String where() {
            return commit.shown(root);
        }

        @Override
        public boolean has(String directory) {
            return commit.hasDirectory(below(root, directory));
        }

        @Override
        public List<SetFile> below(String directory) {
            String from = below(root, directory);
            return commit.files(from).stream()
                    .map(file -> new SetFile(file.path(), commit.shown(from + "/" + file.path()), file::content))
                    .toList();
        }

        private static String below(String root, String directory) {
            return root.isEmpty() ? directory : root + "/" + directory;
        }
    }
}
