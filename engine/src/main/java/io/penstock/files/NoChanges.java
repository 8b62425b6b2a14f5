package io.penstock.files;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** For a plan, which only counts. */
final class NoChanges implements ChangeSink {

    @Override
    public void put(Pair directory, Path name, Attributes now, @Nullable Attributes old) {}

    @Override
    public @Nullable Path open(@Nullable Pair directory, Path relative, Attributes now) {
        return null;
    }

    @Override
    public void close(Pair directory) {}

    @Override
    public void retouch(Path relative, Attributes now, Attributes old) {}

    @Override
    public void attributes(Pair directory, Path name, Attributes now, Attributes old) {}

    @Override
    public void delete(Path relative) {}
}
