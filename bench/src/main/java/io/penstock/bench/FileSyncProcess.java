package io.penstock.bench;

import io.penstock.files.FileListener;
import io.penstock.files.FilePlan;
import io.penstock.files.FileSync;
import io.penstock.files.FileSyncOptions;
import io.penstock.landscape.FileScope;
import java.nio.file.Path;
import java.util.List;

/** One synchronization of files as a whole process, for comparison with one call of {@code rsync -a}. It does nothing else that takes time to start. */
public final class FileSyncProcess {

    private FileSyncProcess() {}

    /** Arguments: source root, target root, threads; the directory {@code sites} of both is made equal. */
    public static void main(String[] args) {
        FileSync sync = new FileSync(new FileSyncOptions(
                Path.of(args[0]),
                Path.of(args[1]),
                new FileScope(List.of("sites"), List.of()),
                false,
                false,
                Integer.parseInt(args[2]),
                Long.toString(System.nanoTime()),
                FileListener.NONE,
                () -> false));
        FilePlan plan = sync.plan();
        sync.stage(plan);
        sync.commit();
        System.out.println(plan.counts().unchanged());
    }
}
