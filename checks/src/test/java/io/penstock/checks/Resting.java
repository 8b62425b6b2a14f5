package io.penstock.checks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks for values on a disk, in whatever file they lie. */
final class Resting {

    private Resting() {}

    /** The files under a directory with one of these texts in them. */
    static List<Path> with(Path root, List<String> texts) throws IOException {
        List<String> command = new ArrayList<>(List.of("grep", "-rlaF", "--devices=skip"));
        for (String text : texts) {
            command.addAll(List.of("-e", text));
        }
        command.add(root.toString());
        Process search = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(search.getInputStream(), StandardCharsets.UTF_8))) {
            return out.lines().map(Path::of).toList();
        }
    }
}
