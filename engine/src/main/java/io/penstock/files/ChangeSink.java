package io.penstock.files;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a comparison does with the differences that it finds; called from many threads. */
interface ChangeSink {

    /**
     * A file or link that the target lacks or has otherwise.
     *
     * @param directory where it lies
     * @param name in there
     * @param old what stands in its place, if anything
     */
    void put(Pair directory, Path name, Attributes now, @Nullable Attributes old) throws IOException;

    /**
     * A directory that the target lacks or has as something else. Its entries follow, then {@link #close}.
     *
     * @param directory null for a directory of the scope itself
     * @return where its entries are staged, or null
     */
    @Nullable
    Path open(@Nullable Pair directory, Path relative, Attributes now) throws IOException;

    /** Everything in a directory has been seen. */
    void close(Pair directory) throws IOException;

    /** A directory that stays: its content changes, or its own time, permissions or owner differ. */
    void retouch(Path relative, Attributes now, Attributes old) throws IOException;

    /** Permissions or owner alone differ. */
    void attributes(Pair directory, Path name, Attributes now, Attributes old) throws IOException;

    /** Only the target has it: a file, or a directory with all that is in it. */
    void delete(Path relative) throws IOException;
}
