package io.penstock.run;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who saw or allowed what: a file in the store directory to which lines are only added, one JSON document each. Each line bears the hash of the one
 * before, so that a line that is changed or taken out is noticed by the next one. Safe for several processes.
 */
public final class AuditTrail {

    /**
     * A record.
     *
     * @param at ISO-8601 in UTC
     * @param by user and machine
     * @param what details; never a personal value or a secret
     * @param after the hash of the line before; empty in the first one
     */
    public record Entry(String at, String by, String action, Map<String, String> what, String after) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Object OF_THIS_PROCESS = new Object();

    private final Path file;

    /** @param store the store directory of the landscape; made when the first record is written */
    public AuditTrail(Path store) {
        this.file = store.resolve("audit.log");
    }

    /**
     * Adds a record, durably.
     *
     * @throws PenstockException STORE-UNUSABLE; what was to be recorded must not be done
     */
    public void record(String action, String by, Map<String, String> what) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            // A lock of a file keeps other processes away; threads of one process it does not.
            synchronized (OF_THIS_PROCESS) {
                try (FileChannel channel = FileChannel.open(
                                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    append(channel, action, by, what);
                }
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static void append(FileChannel channel, String action, String by, Map<String, String> what)
            throws IOException {
        List<String> lines = lines(channel);
        String last = lines.isEmpty() ? "" : hash(lines.get(lines.size() - 1));
        Entry entry = new Entry(Instant.now().toString(), by, action, new TreeMap<>(what), last);
        long end = channel.size();
        boolean cutOff = end > 0 && !endsLine(channel);
        String text = (cutOff ? "\n" : "") + JSON.writeValueAsString(entry) + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            end += channel.write(bytes, end);
        }
        channel.force(true);
    }

    private static boolean endsLine(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, channel.size() - 1);
        return last.get(0) == '\n';
    }

    private static List<String> lines(FileChannel channel) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (all.hasRemaining() && channel.read(all, all.position()) >= 0) {
            continue;
        }
        String text = new String(all.array(), 0, all.position(), StandardCharsets.UTF_8);
        return text.lines().toList();
    }

    /** The records, oldest first; a line that was cut off is left out. */
    public List<Entry> read() {
        List<Entry> entries = new ArrayList<>();
        if (Files.isRegularFile(file)) {
            try {
                for (String line : Files.readAllLines(file)) {
                    if (line.startsWith("{") && line.endsWith("}")) {
                        entries.add(JSON.readValue(line, Entry.class));
                    }
                }
            } catch (IOException e) {
                throw unusable(e);
            }
        }
        return entries;
    }

    /**
     * What shows that the file is not what was written, one phrase each; empty when every line bears the hash of the one before. The newest line is vouched for by none: that it was changed,
     * or that lines were taken off the end, does not show.
     */
    public List<String> breaks() {
        List<String> breaks = new ArrayList<>();
        String last = "";
        int number = 0;
        try {
            for (String line : Files.isRegularFile(file) ? Files.readAllLines(file) : List.<String>of()) {
                number++;
                try {
                    if (!JSON.readValue(line, Entry.class).after().equals(last)) {
                        breaks.add("line " + number + " does not follow on line " + (number - 1)
                                + ": one of them was changed, or lines between them were taken out");
                    }
                } catch (JacksonException e) {
                    breaks.add("line " + number + " is no record: it was cut off when a process died, or changed");
                }
                last = hash(line);
            }
        } catch (IOException e) {
            throw unusable(e);
        }
        return breaks;
    }

    private static String hash(String line) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }

    private PenstockException unusable(IOException e) {
        return new PenstockException(
                RunProblem.STORE_UNUSABLE,
                "The record " + file + " cannot be used: " + e.getClass().getSimpleName() + ".",
                "Check store-directory in penstock.yaml, its rights and its disk.",
                e);
    }
}
