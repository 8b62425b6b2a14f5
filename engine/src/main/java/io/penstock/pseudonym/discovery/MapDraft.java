package io.penstock.pseudonym.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.penstock.PenstockException;
import io.penstock.landscape.LandscapeProblem;
import io.penstock.pseudonym.MapCoverage;
import io.penstock.pseudonym.PersonalDataMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A map as it would be with what a scan found.
 *
 * @param file where it belongs
 * @param text of the file
 * @param begun whether there was no map before
 * @param added the columns that the map did not speak of, as {@code table.column}
 * @param gone what it names and no database has, newly marked
 */
public record MapDraft(Path file, String text, boolean begun, List<String> added, List<String> gone) {

    public MapDraft {
        added = List.copyOf(added);
        gone = List.copyOf(gone);
    }

    /** The map that a scan begins with. */
    public static final class Base {

        private final Path file;
        private final @Nullable PersonalDataMap map;
        private final String text;

        private Base(Path file, @Nullable PersonalDataMap map, String text) {
            this.file = file;
            this.map = map;
            this.text = text;
        }

        /**
         * The map with what a scan found.
         *
         * @param origin what was scanned, for people
         * @param whole whether all databases that the map is for were scanned, so that what none of them has is gone
         * @throws PenstockException MAP-NOT-EDITABLE
         */
        public MapDraft with(Scan scan, String origin, boolean whole) {
            if (map == null) {
                List<String> added = scan.tables().stream()
                        .flatMap(
                                table -> table.columns().stream().map(finding -> table.name() + "." + finding.column()))
                        .toList();
                return new MapDraft(file, DraftText.whole(scan, origin), true, added, List.of());
            }
            String mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
            String old = text.substring(mark.length());
            MapUpdate update = new MapUpdate(old, new MapCoverage(map, scan.catalog()), scan.catalog());
            String updated = update.with(scan, whole);
            if (!Yaml.holds(updated, old)) {
                throw new PenstockException(
                        DiscoveryProblem.MAP_NOT_EDITABLE,
                        file + " is written in a way that the scan cannot add to without changing it: "
                                + String.join(", ", update.added()) + ".",
                        "Write them into the map by hand.");
            }
            return new MapDraft(file, mark + updated, false, update.added(), update.gone());
        }
    }

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Reads the map that there is, if there is one.
     *
     * @throws PenstockException with its problems
     */
    public static Base read(Path file) {
        if (!Files.exists(file)) {
            return new Base(file, null, "");
        }
        PersonalDataMap map = PersonalDataMap.read(file);
        try {
            return new Base(file, map, Files.readString(file));
        } catch (IOException e) {
            throw new PenstockException(
                    LandscapeProblem.CONFIG_UNREADABLE,
                    file + " cannot be read.",
                    "Check that you have the right to read it.",
                    e);
        }
    }

    /**
     * Writes the file in one step: it is as before, or as proposed.
     *
     * @throws PenstockException MAP-UNWRITABLE
     */
    public void write() {
        write(file);
    }

    /** The same, to another place. */
    public void write(Path to) {
        try {
            Path target = Files.exists(to) ? to.toRealPath() : to.toAbsolutePath();
            Path made = Files.createTempFile(target.resolveSibling("."), ".personal-data-", ".yaml");
            try {
                Files.write(made, text.getBytes(UTF_8));
                if (Files.exists(target)) {
                    Files.setPosixFilePermissions(made, Files.getPosixFilePermissions(target));
                }
                Files.move(made, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(made);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new PenstockException(
                    DiscoveryProblem.MAP_UNWRITABLE,
                    to + " could not be written.",
                    "Check the directory, its free space and your right to write there, or let the scan print the map.",
                    e);
        }
    }
}
