package io.penstock.cli;

import io.penstock.run.AuditTrail;
import io.penstock.run.ReportLines;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code penstock audit list}. */
@Command(name = "list", description = "Lists who saw real values, or allowed an account to be kept; oldest first.")
final class AuditListCommand implements Callable<Integer> {

    private final Session session;

    AuditListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<AuditTrail.Entry> entries = session.open().auditTrail().read();
        TextTable table = new TextTable("", "wlll").row("AT", "BY", "ACTION", "WHAT");
        for (AuditTrail.Entry entry : entries) {
            String what = entry.what().entrySet().stream()
                    .map(each -> each.getKey() + "=" + each.getValue())
                    .collect(Collectors.joining(", "));
            table.row(ReportLines.moment(entry.at()), entry.by(), entry.action(), what);
        }
        session.result(
                entries,
                entries.isEmpty()
                        ? "Nothing was recorded yet."
                        : String.join("\n", table.lines(session.style().columns())));
        return 0;
    }
}
