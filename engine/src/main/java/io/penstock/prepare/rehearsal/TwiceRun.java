package io.penstock.prepare.rehearsal;

import io.penstock.database.Database;
import io.penstock.database.PreparationSession;
import io.penstock.prepare.PlannedStep;
import io.penstock.prepare.PreparationPlan;
import io.penstock.prepare.PrepareReport;
import io.penstock.prepare.StepStatus;
import io.penstock.prepare.TrialPreparation;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets the steps of one database run on its scratch copy, then each of them again: what the second run changes, its step was not idempotent about. For one thread. */
final class TwiceRun {

    private final TrialPreparation preparation;
    private final ScratchCopy copy;
    private final Run run;
    private final long readAtMost;
    private final Progress progress;
    private final String purpose;

    /** @param readAtMost bytes, to look after each step */
    TwiceRun(TrialPreparation preparation, ScratchCopy copy, Run run, long readAtMost, Progress progress) {
        this.readAtMost = readAtMost;
        this.preparation = preparation;
        this.copy = copy;
        this.run = run;
        this.progress = progress;
        this.purpose = "penstock run " + run.id();
    }

    List<RehearsalReport.StepRehearsal> steps() {
        List<RehearsalReport.StepRehearsal> rehearsed = new ArrayList<>();
        try (PreparationSession session = preparation.dialect().prepare(copy.address(), purpose);
                Database looking = preparation
                        .dialect()
                        .open(copy.address(), copy.address().url(), purpose)) {
            progress.stage("first run");
            PreparationPlan plan = preparation.plan(session);
            // In the order of the plan.
            List<PrepareReport.StepReport> first =
                    preparation.run(session, copy.address(), session, run.id(), plan, progress);
            List<PlannedStep> succeeded = new ArrayList<>();
            for (int i = 0; i < first.size(); i++) {
                if (!first.get(i).status().equals(StepStatus.FAILURE.name())) {
                    succeeded.add(plan.steps().get(i));
                }
            }
            progress.stage("second run");
            Map<PlannedStep, RehearsalReport.StepRehearsal> second = new SecondRun(
                            preparation, session, copy.address(), looking, run.id(), progress)
                    .of(succeeded, readAtMost);
            for (int i = 0; i < first.size(); i++) {
                PlannedStep planned = plan.steps().get(i);
                rehearsed.add(second.getOrDefault(
                        planned,
                        rehearsal(
                                planned,
                                RehearsalReport.Outcome.FAILED,
                                List.of(),
                                first.get(i).error())));
            }
        }
        return rehearsed;
    }

    static RehearsalReport.StepRehearsal rehearsal(
            PlannedStep planned,
            RehearsalReport.Outcome outcome,
            List<RehearsalReport.Difference> differences,
            @Nullable String error) {
        return new RehearsalReport.StepRehearsal(
                planned.step().name(), planned.step().shownPreparer(), outcome, differences, error);
    }
}
