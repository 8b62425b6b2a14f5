package io.penstock.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs programs to their end. */
final class Commands {

    private Commands() {}

    /** @throws IllegalStateException with what the program said, when it fails */
    static void run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile("bench", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException(command.get(0) + " failed:\n" + Files.readString(log));
        }
        Files.delete(log);
    }
}
