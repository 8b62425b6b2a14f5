package io.penstock.inplace;

import io.penstock.PenstockException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there whole or not at all, for its owner's eyes. */
final class ScriptFile extends OutputStream {

    private final Path file;
    private final Path part;
    private final OutputStream out;
    private boolean open = true;

    private ScriptFile(Path file, Path part, OutputStream out) {
        this.file = file;
        this.part = part;
        this.out = out;
    }

    static ScriptFile create(Path file) {
        Path absolute = file.toAbsolutePath();
        try {
            // Temporary files are their owner's alone.
            Path part = Files.createTempFile(absolute.getParent(), absolute.getFileName() + ".", ".part");
            return new ScriptFile(absolute, part, new BufferedOutputStream(Files.newOutputStream(part), 1 << 16));
        } catch (IOException e) {
            throw unwritable(absolute, e);
        }
    }

    @Override
    public void write(int b) {
        writing(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        writing(() -> out.write(bytes, from, length));
    }

    /** Puts the file in its place. */
    void complete() {
        writing(() -> {
            out.close();
            open = false;
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    /** Removes what is not complete. */
    @Override
    public void close() {
        writing(() -> {
            if (open) {
                out.close();
            }
            Files.deleteIfExists(part);
        });
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private void writing(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static PenstockException unwritable(Path file, IOException e) {
        return new PenstockException(
                InPlaceProblem.SCRIPT_UNWRITABLE,
                "The script " + file + " cannot be written: " + e.getClass().getSimpleName() + ".",
                "Name a file in a directory that is there, may be written and has room.",
                e);
    }
}
