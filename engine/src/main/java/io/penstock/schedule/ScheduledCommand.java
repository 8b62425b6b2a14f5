package io.penstock.schedule;

import io.penstock.files.FileListener;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import io.penstock.run.RunListener;
import io.penstock.run.RunState;
import io.penstock.sync.BackupRequest;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.SyncRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Refreshes and backs up environments for schedules. The landscape is read anew each time: a worker runs for months. */
final class ScheduledCommand implements ScheduledJob {

    private final Supplier<? extends Refresher> landscapes;

    ScheduledCommand(Supplier<? extends Refresher> landscapes) {
        this.landscapes = landscapes;
    }

    @Override
    public void run(Schedule schedule, boolean again, Progress progress, Consumer<String> began) {
        try (Refresher landscape = landscapes.get()) {
            landscape.journal().tell(new RunListener() {
                @Override
                public void began(Run run) {
                    began.accept(run.id());
                }

                @Override
                public void tookUp(Run run) {
                    began.accept(run.id());
                }

                @Override
                public void ended(Run run, List<String> problems, String report) {}
            });
            if (BackupRequest.isMeantBy(schedule.words())) {
                backUp(landscape, BackupRequest.of(schedule.words(), schedule.createdBy()), progress);
            } else {
                sync(landscape, SyncWords.request(schedule.words(), schedule.createdBy()), again, progress);
            }
        }
    }

    private static void sync(Refresher landscape, SyncRequest request, boolean again, Progress progress) {
        landscape.settle(request);
        progress.cancellation().check();
        try (PreparedSync prepared = landscape.plan(request, FileListener.NONE)) {
            if (again) {
                landscape.resume(prepared, progress);
            } else {
                landscape.sync(prepared, progress);
            }
        }
    }

    /** Nobody would remove the old ones otherwise. */
    private static void backUp(Refresher landscape, BackupRequest request, Progress progress) {
        landscape.backups().create(request, progress);
        landscape.backups().prune(request.environment(), request.forEnvironment(), false);
    }

    @Override
    public Optional<RunState> state(String run) {
        try (Refresher landscape = landscapes.get()) {
            return landscape.journal().list().stream()
                    .filter(each -> each.id().equals(run))
                    .map(Run::state)
                    .findFirst();
        }
    }
}
