package io.penstock.database.postgresql;

import com.dynatrace.hash4j.hashing.Hashing;
import io.penstock.PenstockException;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.ScratchFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The structure of a source, as pg_dump wrote it to a file of its own format. What comes before the rows is restored by pg_restore; what comes
 * after them is handed out entry by entry, so that each can run when its table is ready.
 */
final class Archive implements AutoCloseable {

    /**
     * One entry of the table of contents.
     *
     * @param catalogOid oid of the catalog that {@code oid} belongs to, 0 for none
     * @param description type, schema, name and owner as pg_restore lists them, such as {@code INDEX public customer_email_idx shop}
     */
    record Entry(int id, long catalogOid, long oid, String description) {
        boolean is(String type) {
            return description.startsWith(type + " ");
        }
    }

    private static final List<String> WITHOUT = List.of("--no-owner", "--no-acl", "--no-tablespaces");
    private static final Pattern LISTED = Pattern.compile("(\\d+); (\\d+) (\\d+) (.*)");
    private static final Pattern HEADER = Pattern.compile("-- TOC entry (\\d+) \\(class (\\d+) OID (\\d+)\\)");

    private final Tools tools;
    private final Path file;
    private final Path selection;

    private Archive(Tools tools, Path file, Path selection) {
        this.tools = tools;
        this.file = file;
        this.selection = selection;
    }

    /**
     * @param snapshot the exported snapshot to read, empty for the present state
     * @param scratch where its files are, under names that begin with {@code name}
     */
    static Archive of(Tools tools, Sessions source, String snapshot, ScratchFolder scratch, String name) {
        Path file = scratch.file(name + ".dump");
        Archive archive = new Archive(tools, file, scratch.file(name + ".list"));
        try {
            List<String> arguments = new ArrayList<>(List.of(
                    "--format=custom",
                    "--compress=0",
                    // Of one encoding, whatever that of the source is: it is read as text here, and compared with that
                    // of the copy.
                    "--encoding=UTF8",
                    "--schema-only",
                    "--no-publications",
                    "--no-subscriptions",
                    "--file=" + file));
            if (!snapshot.isEmpty()) {
                arguments.add("--snapshot=" + snapshot);
            }
            tools.run("pg_dump", source.toolEnvironment(), arguments);
            return archive;
        } catch (PenstockException e) {
            archive.close();
            throw e;
        }
    }

    /** One that was written before, and is read from a stream. */
    static Archive of(Tools tools, InputStream written, ScratchFolder scratch, String name) throws IOException {
        Path file = scratch.file(name + ".dump");
        Files.copy(written, file);
        return new Archive(tools, file, scratch.file(name + ".list"));
    }

    void writeTo(OutputStream out) throws IOException {
        Files.copy(file, out);
    }

    /**
     * Makes everything that comes before the rows in the database {@code target}.
     *
     * @param majorVersion that of the target's server
     */
    void restoreBeforeRows(Sessions target, int majorVersion) {
        StringBuilder list = new StringBuilder();
        for (Entry entry : list("pre-data")) {
            boolean carried = !entry.is("USER MAPPING") && !entry.description().startsWith("COMMENT - EXTENSION ");
            if (carried) {
                list.append(entry.id())
                        .append("; ")
                        .append(entry.catalogOid())
                        .append(' ')
                        .append(entry.oid());
                list.append(' ').append(entry.description()).append('\n');
            }
        }
        if (list.isEmpty()) {
            return;
        }
        try {
            try {
                Files.writeString(selection, list);
                List<String> arguments = new ArrayList<>(WITHOUT);
                // No --section beside the list: pg_restore then loses comments that stand before the first object.
                arguments.add("--use-list=" + selection);
                arguments.addAll(List.of("--dbname=dbname='"
                        + target.database().replace("\\", "\\\\").replace("'", "\\'") + "'"));
                arguments.add(file.toString());
                tools.restore(target.toolEnvironment(), arguments, majorVersion);
            } finally {
                Files.deleteIfExists(selection);
            }
        } catch (IOException e) {
            throw new PenstockException(
                    DatabaseProblem.TOOL_FAILED,
                    "The selection of the structure could not be written: " + e.getMessage() + ".",
                    "Check the store directory, its rights and its disk.",
                    e);
        }
    }

    /** What comes after the rows: the SQL of each entry, in the archive's order. */
    Map<Entry, String> afterRows() {
        Map<Integer, Entry> expected = new HashMap<>();
        list("post-data").forEach(entry -> expected.put(entry.id(), entry));
        List<String> arguments = new ArrayList<>(WITHOUT);
        arguments.addAll(List.of("--section=post-data", "--verbose", "--file=-", file.toString()));
        return split(tools.run("pg_restore", Map.of(), arguments), expected);
    }

    /** The whole structure as text, without what differs from dump to dump. */
    List<String> text() {
        List<String> arguments = new ArrayList<>(WITHOUT);
        arguments.addAll(List.of("--file=-", file.toString()));
        return tools.run("pg_restore", Map.of(), arguments)
                .lines()
                .filter(line -> !line.startsWith("-- Dumped ") && !line.startsWith("\\"))
                .toList();
    }

    /** Tells one structure from another. */
    String fingerprint() {
        return Hashing.xxh3_128()
                .hashBytesTo128Bits(String.join("\n", text()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static Map<Entry, String> split(String script, Map<Integer, Entry> expected) {
        Map<Entry, String> result = new LinkedHashMap<>();
        Entry current = null;
        StringBuilder sql = new StringBuilder();
        for (String line : script.split("\n", -1)) {
            Matcher header = HEADER.matcher(line);
            Entry next = header.matches() ? expected.get(Integer.parseInt(header.group(1))) : null;
            boolean begins = next != null
                    && !result.containsKey(next)
                    && next.catalogOid() == Long.parseLong(header.group(2))
                    && next.oid() == Long.parseLong(header.group(3));
            if (begins || line.startsWith("-- Completed on ")) {
                if (current != null) {
                    result.put(current, sql.toString());
                }
                current = begins ? next : null;
                sql.setLength(0);
            } else if (current != null) {
                sql.append(line).append('\n');
            }
        }
        if (current != null) {
            result.put(current, sql.toString());
        }
        return result;
    }

    private List<Entry> list(String section) {
        List<Entry> entries = new ArrayList<>();
        String listed = tools.run("pg_restore", Map.of(), List.of("--list", "--section=" + section, file.toString()));
        for (String line : listed.split("\n")) {
            Matcher entry = LISTED.matcher(line);
            if (entry.matches()) {
                entries.add(new Entry(
                        Integer.parseInt(entry.group(1)),
                        Long.parseLong(entry.group(2)),
                        Long.parseLong(entry.group(3)),
                        entry.group(4)));
            }
        }
        return entries;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It goes with its folder.
        }
    }
}
