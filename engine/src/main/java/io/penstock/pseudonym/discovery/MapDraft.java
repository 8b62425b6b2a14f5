package io.penstock.pseudonym.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A map as it would be with what a scan found.
 *
 * @param file where it belongs
 * @param text of the file
 * @param begun whether there was no map before
 */
public record MapDraft(Path file, String text, boolean begun) {

    /** The map that a scan begins with. */
    public record Base(Path file, boolean exists) {

        /** @param origin what was scanned, for people */
        public MapDraft with(Scan scan, String origin) {
            return new MapDraft(file, DraftText.whole(scan, origin), !exists);
        }
    }

    /**
     * Reads the map that there is, if there is one.
     *
     * @throws PenstockException with its problems
     */
    public static Base read(Path file) {
        return new Base(file, Files.exists(file));
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
