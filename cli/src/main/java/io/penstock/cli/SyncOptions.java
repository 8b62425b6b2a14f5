package io.penstock.cli;

import io.penstock.landscape.ClusterType;
import io.penstock.sync.ManyDeletions;
import io.penstock.sync.SyncRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
                only != Only.DATABASE,
                directories,
                delete,
                deleteMany ? ManyDeletions.AGREED : unlessAgreed,
                confirmed,
                keepUnsealed,
                Session.startedBy());
        return ask ? request.asking() : request;
    }
}
