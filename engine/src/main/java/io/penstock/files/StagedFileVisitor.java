package io.penstock.files;

import java.io.IOException;
import java.nio.file.Path;

/** Is shown the files that are staged. */
@FunctionalInterface
public interface StagedFileVisitor {

    /** @param relative where it will stand below the root of the target */
    void file(Path staged, Path relative) throws IOException;
}
