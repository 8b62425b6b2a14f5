package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.landscape.Landscape;
import java.nio.file.Path;

/** The path of the personal-data map, for commands that need nothing else of a sync. */
final class MapFile {

    private MapFile() {}

    /** @throws PenstockException KEY-MISSING */
    static Path of(Landscape landscape) {
        Path file = landscape.personalData();
        if (file == null) {
            throw new PenstockException(
                    SyncProblem.KEY_MISSING,
                    "penstock.yaml names no personal-data.",
                    "Add it: the path of the personal-data map.");
        }
        return file;
    }
}
