package io.penstock.files;

import io.penstock.PenstockException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** One intended change of the target; a line of the journal. */
sealed interface JournalEntry {

    /** What an entry sets: as much of {@link Attributes} as can be set. */
    record State(int permissions, int uid, int gid, FileTime modified) {

        static State of(Attributes attributes) {
            return new State(attributes.permissions(), attributes.uid(), attributes.gid(), attributes.modified());
        }

        State withPermissions(int other) {
            return new State(other, uid, gid, modified);
        }

        State withOwner(Attributes other) {
            return new State(permissions, other.uid(), other.gid(), modified);
        }

        boolean sameOwner(State other) {
            return uid == other.uid && gid == other.gid;
        }

        private String text() {
            Instant time = modified.toInstant();
            return permissions + " " + uid + " " + gid + " " + time.getEpochSecond() + " " + time.getNano();
        }

        private static State parse(String text) {
            String[] part = text.split(" ", -1);
            return new State(
                    Integer.parseInt(part[0]),
                    Integer.parseInt(part[1]),
                    Integer.parseInt(part[2]),
                    FileTime.from(Instant.ofEpochSecond(Long.parseLong(part[3]), Long.parseLong(part[4]))));
        }
    }

    Path path();

    /** A directory above a new directory of the scope. */
    record Make(State now, Path path) implements JournalEntry {}

    /** Something staged comes in; what stands in its place is kept under the same id. */
    record Put(String id, Path path) implements JournalEntry {}

    /** Something is taken away and kept. */
    record Take(String id, Path path) implements JournalEntry {}

    /** A file keeps its content. */
    record Change(State now, State old, Path path) implements JournalEntry {}

    /** A directory gets its time and permissions, after all else. */
    record Retouch(State now, State old, Path path) implements JournalEntry {}

    default String line() {
        String encoded = "\t" + PathText.encode(path());
        if (this instanceof Make make) {
            return "M\t" + make.now.text() + encoded;
        } else if (this instanceof Put put) {
            return "P\t" + put.id + encoded;
        } else if (this instanceof Take take) {
            return "X\t" + take.id + encoded;
        } else if (this instanceof Change change) {
            return "A\t" + change.now.text() + "\t" + change.old.text() + encoded;
        } else {
            Retouch retouch = (Retouch) this;
            return "D\t" + retouch.now.text() + "\t" + retouch.old.text() + encoded;
        }
    }

    static JournalEntry parse(String line) {
        String[] part = line.split("\t", -1);
        try {
            Path path = PathText.decode(part[part.length - 1]);
            return switch (part[0]) {
                case "M" -> new Make(State.parse(part[1]), path);
                case "P" -> new Put(part[1], path);
                case "X" -> new Take(part[1], path);
                case "A" -> new Change(State.parse(part[1]), State.parse(part[2]), path);
                case "D" -> new Retouch(State.parse(part[1]), State.parse(part[2]), path);
                default -> throw new IllegalArgumentException(part[0]);
            };
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new PenstockException(
                    FilesProblem.FILES_JOURNAL_DAMAGED,
                    "The journal of a file synchronization cannot be understood.",
                    "Do not delete .penstock on the target; look at the journal in it, or restore the files otherwise.",
                    e);
        }
    }
}
