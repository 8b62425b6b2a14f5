package io.penstock.sync;

import io.penstock.database.BuildStep;
import io.penstock.database.Dialect;
import io.penstock.database.Shadow;
import io.penstock.landscape.ClusterType;
import io.penstock.landscape.DatabaseAddress;
import io.penstock.landscape.Landscape;
import io.penstock.prepare.CopyPreparation;
import io.penstock.prepare.PrepareReport;
import io.penstock.prepare.preparer.BuiltInPreparers;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings the copy of one database to the release of the target, so that the target's application starts on what it knows. */
final class ShadowPreparation {

    private final ClusterType type;
    private final CopyPreparation preparation;
    private PrepareReport.@Nullable DatabaseReport planned;
    private PrepareReport.@Nullable DatabaseReport done;

    ShadowPreparation(Landscape landscape, List<Dialect> dialects, ClusterType type) {
        this.type = type;
        this.preparation = new CopyPreparation(landscape, dialects, BuiltInPreparers.all());
    }

    /**
     * Works out what the copy of a database will need. Only reads.
     *
     * @throws io.penstock.PenstockException when the source has no registry of preparation steps, or the cartridges are not what they should be
     */
    void plan(DatabaseAddress source, String purpose) {
        String standby = source.readFrom();
        DatabaseAddress read =
                standby == null ? source : new DatabaseAddress(standby, null, source.user(), source.password());
        planned = preparation.plan(type, read, purpose);
    }

    /** How many steps will run; empty when the source could not be asked. */
    Optional<Integer> planned() {
        return Optional.ofNullable(planned).map(report -> report.steps().size());
    }

    /** What prepares a copy that is otherwise whole: its structure is not the source's any more. */
    BuildStep step(Shadow copy, Run run, Progress progress) {
        // Steps of cartridges have no weight beside the rows: what is expected of this run stays as it is.
        Progress own = new Progress(progress.cancellation());
        return new BuildStep(
                "preparation",
                BuildStep.Stage.FINISH,
                Set.of(),
                0,
                monitor -> done = preparation.run(type, copy.address(), run, own));
    }

    /** What was done, as a phrase. */
    Optional<String> remark() {
        return Optional.ofNullable(done)
                .map(report -> report.steps().size())
                .map(count -> "prepared for the cartridges of the target: " + count
                        + (count == 1 ? " step ran" : " steps ran"));
    }
}
