package io.penstock.configset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of a set that stands in a directory. */
public record FolderFiles(Path root) implements SetFiles {

    @Override
    public String where() {
        return root.toString();
    }

    @Override
    public boolean has(String directory) {
        return Files.isDirectory(root.resolve(directory));
    }

    @Override
    public List<SetFile> below(String directory) {
        Path from = root.resolve(directory);
        if (!Files.isDirectory(from)) {
            return List.of();
        }
        try (Stream<Path> walked = Files.walk(from)) {
            return walked.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> new SetFile(
                            from.relativize(file).toString().replace('\\', '/'),
                            file.toString(),
                            () -> Files.readAllBytes(file)))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw ConfigurationSet.unreadable(from.toString());
        }
    }
}
