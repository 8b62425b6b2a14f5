package io.penstock.cli;

import io.penstock.Figures;
import io.penstock.PenstockException;
import io.penstock.run.AuditTrail;
import io.penstock.run.RunProblem;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code penstock audit verify}. */
@Command(
        name = "verify",
        description = {
            "Verifies that no line of the record was changed or taken out.",
            "",
            "Each line bears the hash of the one before; ends with 1 when one does not. What was done to the newest line, or that lines are missing at the end, does not show: "
                    + "keep the number of lines or a copy elsewhere to notice that."
        })
final class AuditVerifyCommand implements Callable<Integer> {

    /** The result as JSON. */
    record Verified(int records) {}

    private final Session session;

    AuditVerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AuditTrail trail = session.open().auditTrail();
        List<String> breaks = trail.breaks();
        if (!breaks.isEmpty()) {
            throw new PenstockException(
                    RunProblem.AUDIT_BROKEN,
                    "The record audit.log in the store directory is not what was written: " + String.join("; ", breaks)
                            + ".",
                    "Compare it with a backup of the store directory.");
        }
        int records = trail.read().size();
        session.result(
                new Verified(records), Figures.of(records, "record", "records") + ", each follows on the one before.");
        return 0;
    }
}
