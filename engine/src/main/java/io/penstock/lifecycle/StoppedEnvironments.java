package io.penstock.lifecycle;

import io.penstock.PenstockException;
import io.penstock.run.RunProblem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/** Remembers in the store what a run has stopped and silenced, before it does so: who finds it after a crash can bring it back. */
final class StoppedEnvironments {

    /**
     * What is, or may be, stopped of one environment.
     *
     * @param run that stopped it
     * @param stopped whether the application was, or was about to be, stopped
     * @param silenced whether monitoring was, or was about to be, silenced
     * @param silence the id of a silence; empty where there is none
     */
    record Stopped(String run, boolean stopped, boolean silenced, String silence) {}

    private final Path directory;

    /** @param store the store directory of the landscape */
    StoppedEnvironments(Path store) {
        this.directory = store.resolve("lifecycle");
    }

    Optional<Stopped> find(String environment) {
        Path file = file(environment);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(file)));
        } catch (IOException e) {
            throw unusable(e);
        }
        return Optional.of(new Stopped(
                properties.getProperty("run", ""),
                properties.getProperty("stopped", "true").equals("true"),
                properties.getProperty("silenced", "true").equals("true"),
                properties.getProperty("silence", "")));
    }

    void remember(String environment, Stopped stopped) {
        String text = "run=" + stopped.run() + "\nstopped=" + stopped.stopped() + "\nsilenced=" + stopped.silenced()
                + "\nsilence=" + stopped.silence() + "\n";
        try {
            Files.createDirectories(directory);
            Path whole = Files.createTempFile(directory, environment, ".new");
            try {
                Files.writeString(whole, text);
                Files.move(
                        whole, file(environment), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                // It is still there where the disk was full.
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    void forget(String environment) {
        try {
            Files.deleteIfExists(file(environment));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Path file(String environment) {
        return directory.resolve(environment + ".properties");
    }

    private PenstockException unusable(IOException e) {
        return new PenstockException(
                RunProblem.STORE_UNUSABLE,
                "What is stopped of an environment cannot be remembered in " + directory + ": "
                        + e.getClass().getSimpleName() + ".",
                "Check store-directory in penstock.yaml, its rights and its disk.",
                e);
    }
}
