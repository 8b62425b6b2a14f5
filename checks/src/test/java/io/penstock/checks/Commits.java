package io.penstock.checks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A git repository whose commits a test makes object by object, also such as no git would make. */
final class Commits implements AutoCloseable {

    /** What stands under a name in a directory. */
    record Entry(FileMode mode, byte[] content) {}

    private final Repository repository;
    private final Map<String, Entry> files = new TreeMap<>();

    Commits(Path bare) throws IOException {
        repository =
                new FileRepositoryBuilder().setGitDir(bare.toFile()).setBare().build();
        repository.create(true);
    }

    Repository repository() {
        return repository;
    }

    Commits file(String path, String content) {
        files.put(path, new Entry(FileMode.REGULAR_FILE, content.getBytes(UTF_8)));
        return this;
    }

    Commits executable(String path, String content) {
        files.put(path, new Entry(FileMode.EXECUTABLE_FILE, content.getBytes(UTF_8)));
        return this;
    }

    Commits link(String path, String target) {
        files.put(path, new Entry(FileMode.SYMLINK, target.getBytes(UTF_8)));
        return this;
    }

    Commits submodule(String path) {
        files.put(path, new Entry(FileMode.GITLINK, new byte[0]));
        return this;
    }

    Commits content(String path, byte[] content) {
        files.put(path, new Entry(FileMode.REGULAR_FILE, content));
        return this;
    }

    /** Commits all files to a branch, or another reference such as {@code refs/tags/v1}. @return its id */
    String commit(String branch) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree(inserter, ""));
            PersonIdent who = new PersonIdent("tester", "tester@example.test");
            commit.setAuthor(who);
            commit.setCommitter(who);
            commit.setMessage("A state");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = repository.updateRef(branch.startsWith("refs/") ? branch : Constants.R_HEADS + branch);
            update.setNewObjectId(id);
            update.setForceUpdate(true);
            update.forceUpdate();
            return id.name();
        }
    }

    private ObjectId tree(ObjectInserter inserter, String below) throws IOException {
        TreeFormatter tree = new TreeFormatter();
        Map<String, Boolean> names = new TreeMap<>();
        for (String path : files.keySet()) {
            if (path.startsWith(below)) {
                String rest = path.substring(below.length());
                int slash = rest.indexOf('/');
                names.put(slash < 0 ? rest : rest.substring(0, slash), slash >= 0);
            }
        }
        for (Map.Entry<String, Boolean> name : names.entrySet()) {
            Entry entry = files.get(below + name.getKey());
            if (name.getValue() || entry == null) {
                tree.append(name.getKey(), FileMode.TREE, tree(inserter, below + name.getKey() + "/"));
            } else if (entry.mode().equals(FileMode.GITLINK)) {
                tree.append(name.getKey(), FileMode.GITLINK, ObjectId.fromString("1".repeat(40)));
            } else {
                tree.append(name.getKey(), entry.mode(), inserter.insert(Constants.OBJ_BLOB, entry.content()));
            }
        }
        return inserter.insert(tree);
    }

    @Override
    public void close() {
        repository.close();
    }
}
