package io.penstock.sync;

import io.penstock.PenstockException;
import io.penstock.ProblemCode;
import io.penstock.backup.Backup;
import io.penstock.backup.BackupProblem;
import io.penstock.backup.Backups;
import io.penstock.backup.Manifest;
import io.penstock.database.DatabaseProblem;
import io.penstock.database.Dialect;
import io.penstock.landscape.Environment;
import io.penstock.landscape.Landscape;
import io.penstock.run.Journal;
import io.penstock.run.LocalWorkers;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What can be done with the backups of a landscape. Thread-safe. */
public final class BackupJobs {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Landscape landscape;
    private final Journal journal;
    private final List<Dialect> dialects;
    private final String version;

    /** @param version of Penstock, for manifests */
    public BackupJobs(Landscape landscape, Journal journal, List<Dialect> dialects, String version) {
        this.landscape = landscape;
        this.journal = journal;
        this.dialects = List.copyOf(dialects);
        this.version = version;
    }

    /**
     * Backs up an environment.
     *
     * @throws io.penstock.PenstockException when it fails or is cancelled; nothing of the backup stays
     */
    public Manifest create(BackupRequest request, Progress progress) {
        Environments.require(landscape, request.environment());
        Backups backups = Backups.of(landscape);
        Run run = journal.begin(request.command(), request.environment(), request.startedBy(), progress);
        BackupCreation creation = new BackupCreation(landscape, dialects, workers(), version);
        AtomicReference<@Nullable Manifest> made = new AtomicReference<>();
        journal.conduct(run, () -> made.set(creation.make(request, backups, run, progress)), (ended, problems) -> {
            Manifest manifest = made.get();
            if (manifest != null) {
                journal.keep(ended, "report.json", JSON.writeValueAsString(manifest));
            }
            return ended;
        });
        Manifest manifest = made.get();
        if (manifest == null) {
            throw new IllegalStateException("nothing was made");
        }
        return manifest;
    }

    /**
     * Backs up an environment ahead of work on it, where that is possible.
     *
     * @return what was made, or why nothing was, as a sentence for people
     * @throws PenstockException when a backup could be made and fails
     */
    public String ahead(String environment, String startedBy, Progress progress) {
        try {
            Manifest made = create(new BackupRequest(environment, null, startedBy), progress);
            return "Backup " + made.id() + " was made.";
        } catch (PenstockException e) {
            ProblemCode code = e.problems().get(0).code();
            if (code == BackupProblem.BACKUPS_NOT_CONFIGURED || code == DatabaseProblem.BACKUP_UNSUPPORTED) {
                return "No backup was made: " + e.problems().get(0).what();
            }
            throw e;
        }
    }

    /** The whole backups, oldest first. @param environment whose; null for all */
    public List<Backups.Listed> list(@Nullable String environment) {
        return Backups.of(landscape).list().stream()
                .filter(listed -> environment == null
                        || listed.manifest() == null
                        || environment.equals(listed.manifest().environment())
                        || environment.equals(listed.manifest().forEnvironment()))
                .toList();
    }

    /**
     * Removes the backups of an environment that are not to be kept, and what killed runs left.
     *
     * @param forEnvironment only those for it; null for all
     * @return the ids of what was removed, or would be
     */
    public List<String> prune(String environment, @Nullable String forEnvironment, boolean dryRun) {
        return Backups.of(landscape).prune(environment, forEnvironment, dryRun);
    }

    /**
     * Makes sure that a backup can be restored.
     *
     * @param checksums only hold its files against the hashes of the manifest; else it is restored beside the environment that it is for, compared and removed
     * @throws io.penstock.PenstockException BACKUP-DAMAGED, or what kept it from being restored
     */
    public Verified verify(String id, boolean checksums, String startedBy, Progress progress) {
        Backup backup = Backups.of(landscape).open(id);
        Manifest manifest = backup.manifest();
        if (checksums) {
            try (Progress.Activity activity = progress.begin("read", "backup " + id, manifest.bytes())) {
                backup.requireChecksums(bytes -> activity.advanced(0, bytes));
                activity.completed();
            }
            return new Verified(id, manifest.home(), true, manifest.objects().size(), 0);
        }
        RestoreRequest request = new RestoreRequest(manifest.home(), id, true, startedBy);
        Environments.require(landscape, manifest.home());
        AtomicLong rows = new AtomicLong();
        Run run = journal.begin("backup verify " + id, manifest.home(), startedBy, progress);
        journal.conduct(
                run,
                () -> {
                    try (PreparedSync prepared = new RestorePlanner(landscape, dialects).planBeside(request, backup)) {
                        rows.set(new BackupVerification(landscape, workers())
                                .verify(prepared, backup, Attempt.of(journal, run, false), progress));
                    }
                },
                (ended, problems) -> ended);
        return new Verified(id, manifest.home(), false, manifest.objects().size(), rows.get());
    }

    /**
     * What was found sound.
     *
     * @param environment beside which it was restored, or that it is for
     * @param rows that were restored; 0 when only checksums were compared
     */
    public record Verified(String backup, String environment, boolean checksums, int files, long rows) {}

    /** What a restore would do. */
    public SyncPlan previewRestore(RestoreRequest request) {
        try (PreparedSync prepared = planner(request)) {
            return prepared.plan();
        }
    }

    /**
     * Plans a restore; touches nothing but a database of its own beside the target, which is removed when the result is closed.
     *
     * @throws io.penstock.PenstockException with everything that forbids it; RESTORE-UNCONFIRMED for production, unless another person has {@linkplain #askForRestore asked}
     */
    public PreparedSync planRestore(RestoreRequest request) {
        if (!isProduction(request.environment())) {
            return planner(request);
        }
        RestoreAgreement agreement = new RestoreAgreement(landscape);
        String askedBy = agreement.require(request, Instant.now());
        PreparedSync prepared = planner(request);
        try {
            agreement.used(request, askedBy);
            return prepared;
        } catch (RuntimeException e) {
            prepared.close();
            throw e;
        }
    }

    /** Asks that production be restored, which another person has to agree to. */
    public void askForRestore(RestoreRequest request) {
        Environments.require(landscape, request.environment());
        Backups.of(landscape).open(request.backup());
        new RestoreAgreement(landscape).ask(request, Instant.now());
    }

    private boolean isProduction(String environment) {
        return Environments.require(landscape, environment).role() == Environment.Role.PRODUCTION;
    }

    private PreparedSync planner(RestoreRequest request) {
        return new RestorePlanner(landscape, dialects)
                .plan(request, Backups.of(landscape).open(request.backup()));
    }

    /**
     * Plans a sync whose source is a backup of the source's databases; touches nothing but databases of its own beside the target, which are removed when the result is closed.
     *
     * @throws io.penstock.PenstockException with everything that forbids it
     */
    public PreparedSync planSync(SyncRequest request, String backup, PlanListener listener) {
        BackupSource source = new BackupSource(Backups.of(landscape).open(backup));
        source.requireOf(landscape.name(), request);
        return new SyncPlanner(landscape, dialects, source).plan(request, listener);
    }

    private LocalWorkers workers() {
        return new LocalWorkers(landscape.parallel());
    }
}
