package io.penstock.checks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of a few megabytes, that a test can fill; an ordinary folder where this machine lets nobody mount one. */
record SmallDisk(Path place, boolean mounted) implements AutoCloseable {

    private static final String FILLING = "filling";

    static SmallDisk at(Path place) throws IOException, InterruptedException {
        return new SmallDisk(
                place, run("mount", "-t", "tmpfs", "-o", "size=64m,mode=0755", "tmpfs", place.toString()) == 0);
    }

    /** Writes until nothing fits any more. */
    void fill() throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(place.resolve(FILLING))) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            if (Files.size(place.resolve(FILLING)) == 0) {
                throw e;
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(place.resolve(FILLING));
    }

    /** Gives a directory to the owner of another. */
    static void giveTo(Path directory, Path owners) throws IOException {
        Files.setOwner(directory, Files.getOwner(owners));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (mounted) {
            run("umount", "-l", place.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
