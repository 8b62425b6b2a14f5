package io.penstock.sync;

import io.penstock.database.Marker;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A sync that has been planned: every guard has passed, the source's snapshot is open, nothing is touched. Close it, whether it is run or not. */
public final class PreparedSync implements AutoCloseable {

    /** What is moved for one cluster. */
    record Part(@Nullable DatabaseSync database, @Nullable FilesSync files) {}

    private final SyncRequest request;
    private final Environment target;
    private final Map<ClusterType, Part> parts;
    private final SyncPlan plan;
    private final String command;
    private final boolean restore;

    PreparedSync(SyncRequest request, Environment target, Map<ClusterType, Part> parts, SyncPlan plan) {
        this(request, target, parts, plan, request.command(), false);
    }

    /**
     * @param command as the records of runs show it
     * @param restore whether a backup comes back as it is
     */
    PreparedSync(
            SyncRequest request,
            Environment target,
            Map<ClusterType, Part> parts,
            SyncPlan plan,
            String command,
            boolean restore) {
        this.command = command;
        this.restore = restore;
        this.request = request;
        this.target = target;
        this.parts = new TreeMap<>(parts);
        this.plan = plan;
    }

    public SyncPlan plan() {
        return plan;
    }

    /** A person who has seen the plan agrees to it where it says that more than half of the files are deleted. */
    public void agreeToManyDeletions() {
        files().forEach(FilesSync::agreeToManyDeletions);
    }

    /** As the records of runs show it. */
    String command() {
        return command;
    }

    /** Whether a backup comes back as it is, rather than an environment being refreshed. */
    boolean isRestore() {
        return restore;
    }

    SyncRequest request() {
        return request;
    }

    Environment target() {
        return target;
    }

    Map<ClusterType, Part> parts() {
        return parts;
    }

    List<DatabaseSync> databases() {
        List<DatabaseSync> result = new ArrayList<>();
        for (Part part : parts.values()) {
            if (part.database() != null) {
                result.add(part.database());
            }
        }
        return result;
    }

    /** Whether a run has swapped the databases, and with them all. */
    boolean isSwappedBy(String run) {
        return !databases().isEmpty()
                && databases().stream()
                        .allMatch(database -> database.target()
                                .marker()
                                .flatMap(Marker::sealed)
                                .filter(seal -> (seal + " ").contains(" run=" + run + " "))
                                .isPresent());
    }

    List<FilesSync> files() {
        List<FilesSync> result = new ArrayList<>();
        for (Part part : parts.values()) {
            if (part.files() != null) {
                result.add(part.files());
            }
        }
        return result;
    }

    @Override
    public void close() {
        try {
            files().forEach(FilesSync::close);
        } finally {
            closeAll(databases());
        }
    }

    /** Closes each, whatever becomes of the others; the first failure is thrown when all are closed. */
    static void closeAll(List<DatabaseSync> syncs) {
        RuntimeException failure = null;
        for (DatabaseSync sync : syncs) {
            try {
                sync.close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
