package io.penstock;

import io.penstock.database.Dialect;
import io.penstock.database.StoreLocation;
import io.penstock.database.h2.EmbeddedStore;
import io.penstock.database.h2.H2Dialect;
import io.penstock.database.postgresql.PostgresDialect;
import io.penstock.database.postgresql.SharedStore;
import io.penstock.files.FileListener;
import io.penstock.inplace.EnvironmentPseudonymization;
import io.penstock.inplace.InPlacePlanner;
import io.penstock.inplace.InPlaceReport;
import io.penstock.inplace.InPlaceRequest;
import io.penstock.inplace.InPlaceScripting;
import io.penstock.inplace.PreparedInPlace;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Landscape;
import io.penstock.landscape.LandscapeFile;
import io.penstock.message.Messages;
import io.penstock.message.RunMessages;
import io.penstock.prepare.EnvironmentPreparation;
import io.penstock.prepare.preparer.BuiltInPreparers;
import io.penstock.run.AuditTrail;
import io.penstock.run.Journal;
import io.penstock.run.LocalWorkers;
import io.penstock.run.Progress;
import io.penstock.run.RunProblem;
import io.penstock.schedule.Refresher;
import io.penstock.schedule.Schedules;
import io.penstock.sync.AccountApproval;
import io.penstock.sync.Adoption;
import io.penstock.sync.BackupJobs;
import io.penstock.sync.ConfigurationDrift;
import io.penstock.sync.ContactListing;
import io.penstock.sync.EnvironmentSync;
import io.penstock.sync.EnvironmentUndo;
import io.penstock.sync.EvidenceVerification;
import io.penstock.sync.LeakVerification;
import io.penstock.sync.MapCheck;
import io.penstock.sync.MapPreview;
import io.penstock.sync.MapScan;
import io.penstock.sync.PlanListener;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.Proof;
import io.penstock.sync.Recovery;
import io.penstock.sync.Settlement;
import io.penstock.sync.SyncPlanner;
import io.penstock.sync.SyncReport;
import io.penstock.sync.SyncRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The composition root: wires the packages together for one landscape, and offers what the product can do. Thread-safe. */
public final class Penstock implements Refresher {

    /** The version of the product. */
    public static final String VERSION = ProductVersion.NUMBER;

    private final LandscapeFile file;
    private final Journal journal;
    private final List<Dialect> dialects;
    private final Supplier<Penstock> anew;

    private Penstock(LandscapeFile file, Supplier<Penstock> anew) {
        this.file = file;
        this.anew = anew;
        Path store = file.landscape().storeDirectory();
        this.journal = new Journal(store, storeLocation(file.landscape()));
        journal.tell(new RunMessages(messages()));
        this.dialects = List.of(new PostgresDialect(store.resolve("temporary")), new H2Dialect());
    }

    /**
     * Reads a landscape.
     *
     * @param configuration the path of {@code penstock.yaml}
     * @param environmentVariables what {@code ${env:NAME}} refers to
     * @throws PenstockException with all problems of the file
     */
    public static Penstock open(Path configuration, Map<String, String> environmentVariables) {
        return new Penstock(
                LandscapeFile.read(configuration, environmentVariables),
                () -> open(configuration, environmentVariables));
    }

    private static StoreLocation storeLocation(Landscape landscape) {
        DatabaseAddress shared = landscape.store();
        return shared == null
                ? EmbeddedStore.in(landscape.storeDirectory(), RunProblem::storeUnusable)
                : SharedStore.at(shared);
    }

    public Landscape landscape() {
        return file.landscape();
    }

    /** Warnings about the configuration, for people. */
    public List<String> warnings() {
        return file.warnings();
    }

    /** What people are told of runs. */
    public Messages messages() {
        return new Messages(landscape());
    }

    /** What is run by itself. */
    public Schedules schedules() {
        return new Schedules(landscape(), storeLocation(landscape()), anew, messages(), Clock.systemUTC());
    }

    /** Who saw or allowed what. */
    public AuditTrail auditTrail() {
        return new AuditTrail(landscape().storeDirectory());
    }

    /** Closes the store, where no run has done so. What was opened can be used on. */
    @Override
    public void close() {
        journal.letGo();
    }

    /** The records of all runs. */
    @Override
    public Journal journal() {
        return journal;
    }

    /**
     * Puts back what a run that died had swapped of a sync's target, if one did; called before {@link #plan} by who will run the plan.
     *
     * @return what was done, as sentences for people
     * @throws PenstockException when it cannot be put back; a sync would be refused
     */
    @Override
    public List<String> settle(SyncRequest request) {
        return settle(request.target(), settlement -> settlement.settle(request));
    }

    /** The same before a restore. */
    public List<String> settle(String environment, String startedBy) {
        return settle(environment, settlement -> settlement.settle(environment, startedBy));
    }

    private List<String> settle(String environment, Function<Settlement, List<String>> work) {
        journal.open();
        return orLetGo(() -> recovery().settle(environment, work));
    }

    private Recovery recovery() {
        return new Recovery(landscape(), journal, dialects);
    }

    /** Backs environments up, and says what a restore would do. */
    @Override
    public BackupJobs backups() {
        return new BackupJobs(landscape(), journal, dialects, VERSION);
    }

    /** The store is kept open for the run that is to follow; what fails before is followed by none. */
    private <T> T orLetGo(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            journal.letGo();
            throw e;
        }
    }

    /**
     * Plans a sync; touches nothing. Close the result.
     *
     * @param listener hears of the files of all clusters, when it wants to
     * @throws PenstockException with everything that forbids it
     */
    @Override
    public PreparedSync plan(SyncRequest request, FileListener listener) {
        return plan(request, (cluster, all) -> listener);
    }

    /**
     * Plans a sync; touches nothing. Close the result.
     *
     * @param listener hears of each cluster's files
     * @throws PenstockException with everything that forbids it
     */
    public PreparedSync plan(SyncRequest request, PlanListener listener) {
        return orLetGo(() -> new SyncPlanner(landscape(), dialects).plan(request, listener));
    }

    /** Runs a planned sync. */
    @Override
    public SyncReport sync(PreparedSync prepared, Progress progress) {
        return syncs().run(prepared, progress);
    }

    /** Goes on with the newest run into the environment where its process died; see {@link EnvironmentSync#resume}. */
    @Override
    public SyncReport resume(PreparedSync prepared, Progress progress) {
        return syncs().resume(prepared, progress);
    }

    /** Runs planned syncs, and goes on with those whose process died. */
    public EnvironmentSync syncs() {
        return new EnvironmentSync(
                landscape(), journal, new LocalWorkers(landscape().parallel()), Proof.ROWS_AND_LEAKS);
    }

    /** Verifies the evidence of runs. */
    public EvidenceVerification evidence() {
        return new EvidenceVerification(landscape(), journal);
    }

    /**
     * Plans to pseudonymize the databases of an environment where they stand; touches nothing. Close the result.
     *
     * @throws PenstockException with everything that forbids it
     */
    public PreparedInPlace planInPlace(InPlaceRequest request) {
        return recovery()
                .unlessBusy(request.environment(), () -> new InPlacePlanner(landscape(), dialects).plan(request));
    }

    /** Pseudonymizes databases where they stand, as planned. */
    public InPlaceReport pseudonymize(PreparedInPlace prepared, Progress progress) {
        return new EnvironmentPseudonymization(
                        landscape(), journal, new LocalWorkers(landscape().parallel()))
                .run(prepared, progress);
    }

    /**
     * Writes a script that does what was planned for one database.
     *
     * @return the id of the run, which the seal will name once the script has run
     */
    public String script(PreparedInPlace prepared, Path script, Progress progress) {
        return new InPlaceScripting(landscape(), journal).write(prepared, script, progress);
    }

    /** Prepares the cartridges of an environment. */
    public EnvironmentPreparation preparation() {
        return new EnvironmentPreparation(landscape(), journal, dialects, BuiltInPreparers.all(), backups()::ahead);
    }

    /** Puts the marks of an environment on what its clusters name. */
    public Adoption adoption() {
        return new Adoption(landscape(), dialects);
    }

    /** Holds the personal-data map against the databases of an environment. */
    public MapCheck mapCheck() {
        return new MapCheck(landscape(), dialects);
    }

    /** Shows what the personal-data map makes of a few rows of an environment. */
    public MapPreview mapPreview() {
        return new MapPreview(landscape(), dialects);
    }

    /** The accounts that the personal-data map keeps, for operators to approve. */
    public AccountApproval accountApproval() {
        return new AccountApproval(landscape());
    }

    /** Looks for personal data in the databases of an environment, and drafts the personal-data map. */
    public MapScan mapScan() {
        return new MapScan(landscape(), dialects);
    }

    /** Looks through a target for personal values of its source. */
    public LeakVerification leakVerification() {
        return new LeakVerification(
                landscape(), dialects, new LocalWorkers(landscape().parallel()));
    }

    /** Holds an environment against its configuration set. */
    public ConfigurationDrift configurationDrift() {
        return new ConfigurationDrift(landscape(), dialects);
    }

    /** Lists by what an environment reaches others. */
    public ContactListing contactListing() {
        return new ContactListing(landscape(), dialects);
    }

    /** Puts back what the newest sync into an environment replaced. */
    public EnvironmentUndo.Undone undo(String environment, String startedBy) {
        recovery().recover(environment);
        return new EnvironmentUndo(landscape(), journal, dialects).undo(environment, startedBy);
    }
}
