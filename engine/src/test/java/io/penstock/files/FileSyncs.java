package io.penstock.files;

import io.penstock.landscape.FileScope;
import java.nio.file.Path;
import java.util.List;

/** Short ways to options for tests. */
final class FileSyncs {

    private FileSyncs() {}

    static FileSyncOptions options(Path source, Path target, boolean delete, List<String> exclude, String run) {
        return new FileSyncOptions(
                source,
                target,
                new FileScope(List.of("sites"), exclude),
                delete,
                true,
                4,
                run,
                FileListener.NONE,
                () -> false);
    }

    /** Plans, stages, commits. */
    static FilePlan sync(FileSyncOptions options) {
        FileSync sync = new FileSync(options);
        FilePlan plan = sync.plan();
        sync.stage(plan);
        sync.commit();
        return plan;
    }
}
