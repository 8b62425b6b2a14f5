package io.penstock.schedule;

import io.penstock.files.FileListener;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import io.penstock.run.RunListener;
import io.penstock.run.RunState;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.SyncRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Refreshes environments for schedules. The landscape is read anew each time: a worker runs for months. */
final class ScheduledSync implements ScheduledJob {

    private final Supplier<? extends Refresher> landscapes;

    ScheduledSync(Supplier<? extends Refresher> landscapes) {
        this.landscapes = landscapes;
    }

    @Override
    public void run(Schedule schedule, Progress progress, Consumer<String> began) {
        SyncRequest request = SyncWords.request(schedule.words(), schedule.createdBy());
        try (Refresher landscape = landscapes.get()) {
            landscape.journal().tell(new RunListener() {
                @Override
                public void began(Run run) {
                    began.accept(run.id());
                }

                @Override
                public void ended(Run run, List<String> problems, String report) {}
            });
            landscape.settle(request);
            progress.cancellation().check();
            try (PreparedSync prepared = landscape.plan(request, FileListener.NONE)) {
                landscape.sync(prepared, progress);
            }
        }
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
