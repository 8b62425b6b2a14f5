package io.penstock.files;

import io.penstock.PenstockException;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All intended changes of a run, one line each, written before the first of them is made. It is forced to disk before the commit begins; from then on
 * each entry's progress can be told from where its staged and its replaced self lie, so nothing needs to be written while renaming.
 */
final class ChangeJournal implements AutoCloseable {

    /** Takes some entries of a journal. */
    interface Reader {
        void entries(List<JournalEntry> batch) throws IOException;
    }

    private static final String END = "E";
    private static final int BATCH = 64;

    private final FileChannel channel;
    private final OutputStream out;
    private final Set<Path> edited;
    private final Map<Path, JournalEntry.Put> puts = new HashMap<>();
    private final Set<Path> made = new HashSet<>();
    private long entries;

    ChangeJournal(Path file) throws IOException {
        this(file, Set.of());
    }

    /** @param edited files of which it is remembered what becomes of them, and which are not taken away */
    ChangeJournal(Path file, Set<Path> edited) throws IOException {
        this.edited = Set.copyOf(edited);
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    }

    void add(JournalEntry entry) throws IOException {
        if (!edited.isEmpty() && !noted(entry)) {
            return;
        }
        byte[] line = (entry.line() + "\n").getBytes(StandardCharsets.US_ASCII);
        synchronized (this) {
            out.write(line);
            entries++;
        }
    }

    /** Whether an entry is to be written. */
    private synchronized boolean noted(JournalEntry entry) {
        boolean above = edited.stream().anyMatch(path -> path.startsWith(entry.path()));
        if (above && entry instanceof JournalEntry.Put put) {
            puts.put(put.path(), put);
        } else if (entry instanceof JournalEntry.Make make) {
            made.add(make.path());
        }
        boolean ofEdited = entry instanceof JournalEntry.Change && edited.contains(entry.path());
        return !ofEdited && !(above && entry instanceof JournalEntry.Take);
    }

    /** The entry by which an edited file comes in, with a directory or by itself; absent when it does not. */
    synchronized JournalEntry.@Nullable Put putOf(Path path) {
        for (Path at = path; at != null; at = at.getParent()) {
            JournalEntry.Put put = puts.get(at);
            if (put != null) {
                return put;
            }
        }
        return null;
    }

    synchronized boolean makes(Path directory) {
        return made.contains(directory);
    }

    /** Marks the journal as whole, and forces it to disk. */
    synchronized void finish() throws IOException {
        out.write((END + "\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        channel.force(true);
    }

    synchronized boolean isEmpty() {
        return entries == 0;
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }

    /** Whether the journal was finished. */
    static boolean isWhole(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            ByteBuffer tail = ByteBuffer.allocate(3);
            channel.read(tail, Math.max(0, size - 3));
            String text = new String(tail.array(), 0, tail.position(), StandardCharsets.US_ASCII);
            return text.equals("\nE\n") || text.equals("E\n");
        }
    }

    /** Hands out the entries of the wanted kinds, in order and in batches. */
    static void read(Path file, Reader reader, List<Class<? extends JournalEntry>> kinds) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            List<JournalEntry> batch = new ArrayList<>(BATCH);
            @Nullable String line;
            while ((line = lines.readLine()) != null) {
                if (line.equals(END)) {
                    reader.entries(batch);
                    return;
                }
                JournalEntry entry = JournalEntry.parse(line);
                if (kinds.contains(entry.getClass())) {
                    batch.add(entry);
                    if (batch.size() == BATCH) {
                        reader.entries(batch);
                        batch = new ArrayList<>(BATCH);
                    }
                }
            }
        }
        throw new PenstockException(
                FilesProblem.FILES_JOURNAL_DAMAGED,
                "The journal " + PathText.show(file) + " has no end.",
                "Do not delete .penstock on the target; look at the journal in it, or restore the files otherwise.");
    }
}
