package io.penstock.checks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A command in a process of its own, with its memory, environment and view of the machine.
 *
 * @param out what it wrote to its standard output
 * @param said what it wrote to its standard error
 */
record PenstockProcess(int exit, String out, String said) {

    /** Hides the client tools that packages install in folders of their own; the path is what TOOLS says. */
    static final List<String> WITHOUT_PACKAGED_TOOLS = List.of(
            "unshare",
            "-rm",
            "sh",
            "-c",
            "for root in /usr/lib/postgresql /usr/local/lib/postgresql; do"
                    + " [ ! -d $root ] || mount -t tmpfs none $root || exit 99; done; export PATH=$TOOLS; exec \"$@\"",
            "sh");

    /**
     * Runs {@code penstock} to its end.
     *
     * @param around a command that runs the one that follows it
     * @param memory the bound of its heap, such as {@code 256m}
     */
    static PenstockProcess run(
            List<String> around,
            String memory,
            Map<String, String> environment,
            Path configuration,
            String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(around);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx" + memory,
                "-cp",
                System.getProperty("java.class.path"),
                "io.penstock.cli.Main"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--config", configuration.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Path errors = Files.createTempFile("penstock", ".err");
        Path output = Files.createTempFile("penstock", ".out");
        try {
            int exit = builder.redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start()
                    .waitFor();
            return new PenstockProcess(
                    exit,
                    Files.readString(output, StandardCharsets.UTF_8),
                    Files.readString(errors, StandardCharsets.UTF_8));
        } finally {
            Files.delete(errors);
            Files.delete(output);
        }
    }
}
