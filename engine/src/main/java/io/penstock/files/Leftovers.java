package io.penstock.files;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** What runs have left under {@code .penstock} of one root. */
final class Leftovers {

    private final Path root;

    Leftovers(Path root) {
        this.root = root;
    }

    private record Kept(String run, FileTime committed) {}

    /** The runs that can be undone, newest first. */
    List<String> undoable() throws IOException {
        List<Kept> kept = new ArrayList<>();
        for (String run : names(RunPlace.undos(root))) {
            RunPlace place = new RunPlace(root, run);
            if (place.committed()) {
                kept.add(new Kept(run, Files.getLastModifiedTime(place.undo())));
            }
        }
        kept.sort(Comparator.comparing(Kept::committed).reversed());
        return kept.stream().map(Kept::run).toList();
    }

    private static List<String> names(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        }
        Collections.sort(names);
        return names;
    }

    /** Takes a run back and forgets it. */
    void undo(String run, FileWorkers workers) throws IOException {
        RunPlace place = new RunPlace(root, run);
        if (place.commitBegan()) {
            new Undo(place, place.stageJournal(), workers, Commit.Checkpoint.NONE).run();
        } else if (place.committed()) {
            List<String> newer = undoable();
            newer = newer.subList(0, newer.indexOf(run));
            if (!newer.isEmpty()) {
                throw new PenstockException(
                        FilesProblem.FILES_UNDO_NOT_NEWEST,
                        "The run " + run + " cannot be undone before " + String.join(", ", newer) + ".",
                        "Undo the newer runs first, newest first.");
            }
            new Undo(place, place.undoJournal(), workers, Commit.Checkpoint.NONE).run();
        } else {
            throw new PenstockException(
                    FilesProblem.FILES_UNDO_MISSING,
                    "Nothing is kept of the run " + run + " under " + PathText.show(RunPlace.undos(root)) + ".",
                    "It changed no file, was undone already, or its undo was removed to make room for newer ones.");
        }
        forget(place);
    }

    /** The journals go first: without them the rest is rubbish, whenever that is noticed. */
    void forget(RunPlace place) throws IOException {
        Files.deleteIfExists(place.stageJournal());
        Files.deleteIfExists(place.undoJournal());
        TreeRemoval.remove(place.stage());
        TreeRemoval.remove(place.undo());
    }

    /** Returns the runs that were taken back because they had been killed while committing. */
    List<String> clean(int keep, FileWorkers workers) throws IOException {
        List<String> takenBack = new ArrayList<>();
        for (String run : names(RunPlace.stages(root))) {
            RunPlace place = new RunPlace(root, run);
            if (place.commitBegan() && ChangeJournal.isWhole(place.stageJournal())) {
                undo(run, workers);
                takenBack.add(run);
            } else {
                TreeRemoval.remove(place.stage());
            }
        }
        List<String> undoable = undoable();
        List<String> kept = undoable.subList(0, Math.min(keep, undoable.size()));
        for (String run : names(RunPlace.undos(root))) {
            if (!kept.contains(run)) {
                forget(new RunPlace(root, run));
            }
        }
        return takenBack;
    }
}
