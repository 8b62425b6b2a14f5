package io.penstock.cli;

import io.penstock.Figures;
import io.penstock.Outcome;
import io.penstock.Penstock;
import io.penstock.pseudonym.leak.Finding;
import io.penstock.run.Progress;
import io.penstock.sync.LeakReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code penstock personal-data verify}. */
@Command(
        name = "verify",
        description = {
            "Looks through a lower environment for personal values of a higher one.",
            "",
            "Reads the personal values of the source as a sync would, and searches all that the databases of the"
                    + " target hold. Reads both, takes no lock and touches nothing. Exit code 0 when nothing is"
                    + " found, 1 when something is: it is told with table, column and key, never with the value."
        })
final class PersonalDataVerifyCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "The higher environment; it is only read.")
    private String source = "";

    @Parameters(index = "1", paramLabel = "TARGET", description = "The lower environment that is searched.")
    private String target = "";

    @Mixin
    private final ClusterChoice clusters = new ClusterChoice();

    PersonalDataVerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), source);
        EnvironmentNames.require(penstock.landscape(), target);
        Progress progress = new Progress();
        session.interruption().cancels(progress.cancellation());
        LeakReport report;
        try (ProgressDisplay display =
                new ProgressDisplay(session, progress, clusters.asked().size() != 1)) {
            display.start();
            report = penstock.leakVerification().verify(source, target, clusters.asked(), progress);
        }
        session.result(report, text(report));
        return report.isClean() ? 0 : Outcome.FAILED.exitCode();
    }

    private String text(LeakReport report) {
        StringBuilder text = new StringBuilder();
        for (LeakReport.ClusterLeaks each : report.clusters()) {
            text.append(session.style().heading(each.cluster())).append('\n');
            text.append("  ").append(summary(each)).append('\n');
            each.leaks()
                    .forEach(finding ->
                            text.append(Layout.plain("  " + finding.problem())).append('\n'));
            if (!each.lookAlikes().isEmpty()) {
                text.append("  Look-alikes, which may stand there by chance:\n");
                each.lookAlikes()
                        .forEach(finding -> text.append(Layout.plain("    " + lookAlike(finding)))
                                .append('\n'));
            }
        }
        return text.toString();
    }

    private static String summary(LeakReport.ClusterLeaks each) {
        if (each.values() == 0) {
            return each.from() + " holds no personal values: nothing was looked for in " + each.to() + ".";
        }
        List<Finding> leaks = each.leaks();
        return Figures.of(each.values(), "personal value", "personal values") + " of " + each.from()
                + (leaks.isEmpty()
                        ? ": none stands in "
                        : ": found in " + Figures.of(leaks.size(), "place", "places") + " of ")
                + each.to() + ".";
    }

    private static String lookAlike(Finding finding) {
        return finding.place() + ": " + Figures.of(finding.count(), "time", "times") + " " + finding.what();
    }
}
