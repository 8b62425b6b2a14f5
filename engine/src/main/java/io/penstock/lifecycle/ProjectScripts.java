package io.penstock.lifecycle;

import io.penstock.git.GitCommit;
import io.penstock.git.GitRepositories;
import io.penstock.landscape.ConfigurationProject;
import io.penstock.landscape.Hook;
import io.penstock.run.Cancellation;
import io.penstock.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A configuration project that was checked out for one run, and its scripts. */
final class ProjectScripts implements AutoCloseable {

    private static final String NAME = "configuration-project";

    private final ConfigurationProject project;
    private final GitCommit commit;
    private final Path directory;

    private ProjectScripts(ConfigurationProject project, GitCommit commit, Path directory) {
        this.project = project;
        this.commit = commit;
        this.directory = directory;
    }

    /**
     * Checks out what the project's reference names now.
     *
     * @param store the store directory of the landscape
     * @throws io.penstock.PenstockException when it cannot be had, or lacks a script
     */
    static ProjectScripts checkOut(ConfigurationProject project, Path store, Progress progress) {
        GitCommit commit = new GitRepositories(store).at(project.source());
        try (Progress.Activity activity = progress.begin("hook", NAME + ", commit " + commit.id(), 0)) {
            Path parent = store.toAbsolutePath().resolve("checkout");
            Files.createDirectories(parent);
            Path directory = Files.createTempDirectory(parent, "project");
            ProjectScripts scripts = new ProjectScripts(project, commit, directory);
            try {
                commit.checkOut(project.source().path(), directory);
                scripts.requireAll();
            } catch (RuntimeException e) {
                scripts.close();
                throw e;
            }
            activity.completed();
            return scripts;
        } catch (IOException e) {
            throw Hooks.failed(
                    NAME,
                    "it cannot be checked out below " + store + ": "
                            + e.getClass().getSimpleName(),
                    "Check the rights and the disk of the store directory.");
        }
    }

    private void requireAll() {
        for (String script : project.run()) {
            if (!Files.isExecutable(directory.resolve(script))) {
                throw Hooks.failed(
                        NAME,
                        commit.shown(project.source().path()) + " has no script " + script + " that can be run",
                        "Correct run in penstock.yaml, or push the script with the right to be run.");
            }
        }
    }

    /** The scripts, in their order. */
    List<String> names() {
        return project.run();
    }

    /** Runs one, in the directory of the project. */
    void run(String script, Path logs, Map<String, String> about) {
        Hook.Command command =
                new Hook.Command(List.of(directory.resolve(script).toString()), directory, project.timeout());
        String log = "hook-" + NAME + "-" + project.run().indexOf(script) + ".log";
        new CommandHook(NAME + ", " + script, command, logs.resolve(log), about).run(new Cancellation());
    }

    /** Removes what was checked out. */
    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // It holds no secret of ours, and is in nobody's way.
        }
    }
}
