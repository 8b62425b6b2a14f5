package io.penstock.prepare.rehearsal;

import io.penstock.PenstockException;
import io.penstock.database.PreparationSession;
import io.penstock.landscape.Environment;
import io.penstock.prepare.EnvironmentPreparation;
import io.penstock.prepare.PlannedStep;
import io.penstock.prepare.PrepareReport;
import io.penstock.prepare.PrepareRequest;
import io.penstock.prepare.TrialPreparation;
import io.penstock.run.Progress;
import java.util.ArrayList;
import java.util.List;

/** Shows the SQL of a preparation by running it on a scratch copy of each database: a transaction that is rolled back would still lock the target and draw from its sequences. */
public final class SqlDryRun {

    private final EnvironmentPreparation preparation;

    public SqlDryRun(EnvironmentPreparation preparation) {
        this.preparation = preparation;
    }

    /** @throws PenstockException for what keeps the copy from being made, or the steps from running */
    public SqlReport run(PrepareRequest request, Progress progress) {
        List<SqlReport.DatabaseSql> databases = new ArrayList<>();
        String holder = "penstock prepare " + request.environment() + " --dry-run by " + request.startedBy();
        preparation.visit(request, true, each -> {
            progress.cluster(each.type().label());
            Environment environment = each.environment();
            try (ScratchCopy copy =
                    ScratchCopy.of(each.dialect(), each.address(), environment.throttle(), holder, progress)) {
                databases.add(new SqlReport.DatabaseSql(
                        each.type().label(),
                        copy.original(),
                        EnvironmentRehearsal.rests(environment),
                        steps(each, copy, holder, progress)));
            }
        });
        return new SqlReport(request.environment(), databases);
    }

    private static List<SqlReport.StepSql> steps(
            TrialPreparation preparation, ScratchCopy copy, String holder, Progress progress) {
        List<SqlReport.StepSql> steps = new ArrayList<>();
        try (PreparationSession session = preparation.dialect().prepare(copy.address(), holder);
                RecordingSession recording = new RecordingSession(session)) {
            progress.stage("dry run");
            int count = 0;
            for (PlannedStep planned : preparation.plan(session).steps()) {
                SqlRecord record = recording.begin();
                PrepareReport.StepReport report = preparation
                        .run(
                                session,
                                copy.address(),
                                recording,
                                "dry-run/" + ++count,
                                TrialPreparation.alone(planned),
                                progress)
                        .get(0);
                steps.add(new SqlReport.StepSql(
                        planned.step().name(),
                        planned.step().shownPreparer(),
                        record.approximate(),
                        record.statements(),
                        report.error()));
            }
        }
        return steps;
    }
}
