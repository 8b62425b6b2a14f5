package io.penstock.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Shows what a run has staged. */
final class StagedFiles {

    private final RunPlace place;
    private final StagedFileVisitor visitor;

    StagedFiles(RunPlace place, StagedFileVisitor visitor) {
        this.place = place;
        this.visitor = visitor;
    }

    void show() throws IOException {
        ChangeJournal.read(place.stageJournal(), this::entries, List.of(JournalEntry.Put.class));
    }

    private void entries(List<JournalEntry> batch) throws IOException {
        for (JournalEntry entry : batch) {
            if (entry instanceof JournalEntry.Put put) {
                tree(place.staged(put.id()), put.path());
            }
        }
    }

    private void tree(Path staged, Path relative) throws IOException {
        if (Files.isRegularFile(staged, LinkOption.NOFOLLOW_LINKS)) {
            visitor.file(staged, relative);
        } else if (Files.isDirectory(staged, LinkOption.NOFOLLOW_LINKS)) {
            List<Path> files;
            try (Stream<Path> walked = Files.walk(staged)) {
                files = walked.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                        .toList();
            }
            for (Path file : files) {
                visitor.file(file, relative.resolve(staged.relativize(file)));
            }
        }
    }
}
