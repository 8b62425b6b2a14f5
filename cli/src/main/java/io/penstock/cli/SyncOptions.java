package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.landscape.ClusterType;
import io.penstock.sync.ManyDeletions;
import io.penstock.sync.PlanListener;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.SyncRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a sync or its plan covers. */
final class SyncOptions {

    /** One of the two things that a cluster has. */
    enum Only {
        DATABASE,
        FILES;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The clusters as users write them. */
    enum ClusterName {
        EDIT(ClusterType.EDIT),
        LIVE(ClusterType.LIVE);

        private final ClusterType type;

        ClusterName(ClusterType type) {
            this.type = type;
        }

        ClusterType type() {
            return type;
        }

        @Override
        public String toString() {
            return type.label();
        }
    }

    @Parameters(index = "0", paramLabel = "SOURCE", description = "The higher environment; it is only read.")
    String source = "";

    @Parameters(index = "1", paramLabel = "TARGET", description = "The lower environment that is refreshed.")
    String target = "";

    @Option(
            names = "--cluster",
            paramLabel = "CLUSTER",
            description = "Only this cluster: ${COMPLETION-CANDIDATES}; both unless given.")
    @Nullable
    ClusterName cluster;

    @Option(
            names = "--only",
            paramLabel = "PART",
            description = "Only this part of each cluster: ${COMPLETION-CANDIDATES}; both unless given.")
    @Nullable
    Only only;

    @Option(
            names = "--dirs",
            paramLabel = "DIR",
            split = ",",
            description = "Directories of the shared file system, separated by commas; those of penstock.yaml unless"
                    + " given.")
    List<String> directories = List.of();

    @Option(
            names = "--from-backup",
            paramLabel = "ID",
            description = "Read the rows from this backup of SOURCE, in place of its databases; no files.")
    @Nullable
    String backup;

    @Option(names = "--delete", description = "Delete files that only the target has.")
    boolean delete;

    @Option(
            names = "--delete-many",
            description = "With --delete: agree that more than half of the target's files may go; --yes does not say"
                    + " so.")
    boolean deleteMany;

    @Option(
            names = "--keep-unsealed",
            description = "Keep the replaced database for undo even if no sync has filled it: it may hold personal"
                    + " data.")
    boolean keepUnsealed;

    @Option(
            names = "--ask",
            description = "When a hook fails, wait for a person to say how to go on: penstock runs decide.")
    boolean ask;

    @Option(names = "--files", description = "List every file of the plan with its reason; -v means the same.")
    boolean listFiles;

    /** What a run was asked for by its command, as {@link SyncRequest#command} says it. */
    static SyncOptions of(String command) {
        Asked asked = new Asked();
        new CommandLine(asked)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(SyncRequest.words(command).stream().skip(1).toArray(String[]::new));
        return asked.options;
    }

    /** A command that holds nothing but these. */
    @Command
    private static final class Asked {
        @Mixin
        private final SyncOptions options = new SyncOptions();
    }

    /** Whether the source is a backup: such a run is not gone on with. */
    boolean readsBackup() {
        return backup != null;
    }

    /** Plans what is asked for; close the result. */
    PreparedSync plan(Penstock penstock, SyncRequest request, PlanListener listener) {
        return backup == null
                ? penstock.plan(request, listener)
                : penstock.backups().planSync(request, backup, listener);
    }

    /**
     * @param confirmed see {@link SyncRequest}
     * @param unlessAgreed what becomes of many deletions without {@code --delete-many}
     */
    SyncRequest request(boolean confirmed, ManyDeletions unlessAgreed) {
        SyncRequest request = new SyncRequest(
                source,
                target,
                cluster == null ? Set.of() : Set.of(cluster.type),
                only != Only.FILES,
                only != Only.DATABASE && backup == null,
                directories,
                delete,
                deleteMany ? ManyDeletions.AGREED : unlessAgreed,
                confirmed,
                keepUnsealed,
                Session.startedBy());
        return ask ? request.asking() : request;
    }
}
