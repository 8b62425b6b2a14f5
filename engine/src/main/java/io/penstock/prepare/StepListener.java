package io.penstock.prepare;

import io.penstock.prepare.cartridge.PreparationStep;
import java.util.List;

/** Hears of the steps of one database as they run. */
interface StepListener {

    /** Gathers the reports. */
    static StepListener into(List<PrepareReport.StepReport> reports) {
        return new StepListener() {
            @Override
            public void begins(PreparationStep step) {
                // Only what came of it is wanted.
            }

            @Override
            public void ended(PrepareReport.StepReport report) {
                reports.add(report);
            }
        };
    }

    void begins(PreparationStep step);

    /** The step has ended, or did not begin since the first failure ended the run. */
    void ended(PrepareReport.StepReport report);
}
