package io.penstock.files;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file in which the target differs from the source on purpose. */
public interface FileEdit {

    /** Relative to the root, without {@code ..}. */
    Path path();

    /**
     * What should stand in the file.
     *
     * @param before what would stand there otherwise; absent when the file would not be there
     */
    byte[] edit(byte @Nullable [] before);
}
