package io.penstock.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs commands on a landscape of two file systems, and holds what they printed. */
final class Shell {

    /** What a command came to. */
    record Outcome(int code, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    private final Path directory;
    private String typed = "";
    private boolean person;
    private boolean shown;

    Shell(Path directory) {
        this.directory = directory;
    }

    /** Two environments whose file systems differ in one file. */
    static Shell withLandscape(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("prd/sites"));
        Files.createDirectories(directory.resolve("uat"));
        Files.writeString(directory.resolve("prd/sites/style.css"), "body {}");
        Files.writeString(directory.resolve("penstock.yaml"), """
                landscape: acme
                environments:
                  - {name: prd, role: production, clusters: {edit: {files: prd}}}
                  - {name: uat, role: test, clusters: {edit: {files: uat}}}
                """);
        return new Shell(directory);
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** A person sits at the terminal and types this. */
    Shell types(String line) {
        person = true;
        typed = line;
        return this;
    }

    /** Standard output is a terminal. */
    Shell shown() {
        shown = true;
        return this;
    }

    /** Runs a command with the landscape's configuration. */
    Outcome on(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--config");
        all.add(directory.resolve("penstock.yaml").toString());
        return run(all.toArray(String[]::new));
    }

    Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        GuardedStream raw = new GuardedStream(out);
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(
                new BufferedReader(new StringReader(typed + "\n")),
                new PrintStream(raw, false, StandardCharsets.UTF_8),
                errors,
                raw,
                person,
                shown,
                false,
                Terminal.USUAL_COLUMNS);
        Interruption none = new Interruption(errors, Runtime.getRuntime());
        int code = terminal.finish(new CommandLineEdge(new Session(terminal, Map.of(), none)).run(arguments));
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
