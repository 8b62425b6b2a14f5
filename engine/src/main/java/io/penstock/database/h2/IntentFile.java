package io.penstock.database.h2;

import io.penstock.PenstockException;
import io.penstock.database.DatabaseProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** What a run intends to swap together with a database file: a line in a file beside it, forced to disk. */
record IntentFile(Path file) {

    Optional<String> read() {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    void write(String intent) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(fresh, intent + "\n", StandardCharsets.UTF_8);
            Swap.force(fresh);
            Swap.move(fresh, file);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    void remove() {
        try {
            if (Files.deleteIfExists(file)) {
                Swap.forceDirectory(file.resolveSibling("."));
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private PenstockException unusable(IOException cause) {
        return new PenstockException(
                DatabaseProblem.TARGET_NOT_REPLACEABLE,
                "The file " + file + ", which says what is being swapped, cannot be used.",
                "Grant the right to read and write it and its directory to the user who runs the command.",
                cause);
    }
}
