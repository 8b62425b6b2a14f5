package io.penstock.schedule;

import io.penstock.files.FileListener;
import io.penstock.run.Journal;
import io.penstock.run.Progress;
import io.penstock.sync.BackupJobs;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.SyncReport;
import io.penstock.sync.SyncRequest;
import java.util.List;

/** A landscape as it is when a schedule begins. */
public interface Refresher extends AutoCloseable {

    Journal journal();

    /** See {@code Penstock}. */
    List<String> settle(SyncRequest request);

    PreparedSync plan(SyncRequest request, FileListener listener);

    SyncReport sync(PreparedSync prepared, Progress progress);

    SyncReport resume(PreparedSync prepared, Progress progress);

    BackupJobs backups();

    @Override
    void close();
}
