package io.penstock.inplace;

import io.penstock.Figures;
import io.penstock.run.ReportLines;
import io.penstock.sync.SyncReport;
import java.util.ArrayList;
import java.util.List;

/** A report as text for a terminal or a mail: what went wrong comes first. */
public final class InPlaceReportText {

    private final InPlaceReport report;
    private final ReportLines lines = new ReportLines();

    public InPlaceReportText(InPlaceReport report) {
        this.report = report;
    }

    public String render() {
        lines.add("Run " + report.run() + ": pseudonymize " + report.environment() + " " + report.state() + " in "
                + Figures.precise(report.seconds()));
        lines.add("Started by " + report.startedBy() + " at " + ReportLines.moment(report.began()));
        report.problems().forEach(lines::add);
        lines.add(rawData(report));
        report.warnings().forEach(warning -> lines.add("Note: " + ReportLines.sentence(warning)));
        for (InPlaceReport.DatabaseReport database : report.databases()) {
            lines.add("");
            lines.add(database.cluster());
            database(database);
        }
        return lines.toString();
    }

    /** Where raw data rested, and whether it still does. */
    static String rawData(InPlaceReport report) {
        return "Raw data " + report.rawData() + (report.state().equals("done") ? "; now it is replaced." : ".");
    }

    /** What became of a database, one phrase each. */
    static List<String> outcomes(InPlaceReport.DatabaseReport database) {
        List<String> outcomes = new ArrayList<>();
        long done = count(database, "done");
        long before = count(database, "done before");
        outcomes.add(Figures.of(database.rows(), "row", "rows") + "; " + Figures.count(done + before) + " of "
                + Figures.of(database.tables().size(), "table", "tables") + " done"
                + (before == 0 ? "" : ", " + Figures.count(before) + " of them by a run that died"));
        SyncReport.LeaksReport leaks = database.leaks();
        if (leaks != null) {
            outcomes.add(Figures.of(leaks.values(), "replaced value", "replaced values")
                    + " looked for in all of the database: "
                    + (leaks.hits() == 0 ? "none found" : Figures.of(leaks.hits(), "time", "times") + " found")
                    + (leaks.lookAlikes() == 0
                            ? ""
                            : ", " + Figures.of(leaks.lookAlikes(), "look-alike", "look-alikes")
                                    + " that may stand there by chance"));
        }
        if (before > 0) {
            outcomes.add(notLookedFor(before));
        }
        return outcomes;
    }

    /** @param tables how many of them a run that died had done */
    static String notLookedFor(long tables) {
        return "a run that died had replaced the values of " + Figures.of(tables, "table", "tables")
                + ", and so they were neither counted nor looked for: penstock personal-data verify looks for those that the source still has";
    }

    private static long count(InPlaceReport.DatabaseReport database, String state) {
        return database.tables().stream()
                .filter(table -> table.state().equals(state))
                .count();
    }

    static String odd(InPlaceReport.TableReport table) {
        return Figures.of(table.odd(), "field was", "fields were")
                + " not what the map expects, and replaced by the shape or as a whole";
    }

    private void database(InPlaceReport.DatabaseReport database) {
        lines.add("  database " + database.database()
                + (database.sealed() ? ", pseudonymized and sealed" : ", not finished, and not sealed"));
        outcomes(database).forEach(each -> lines.add("  " + each));
        for (InPlaceReport.TableReport table : database.tables()) {
            if (table.kept() > 0) {
                lines.add("  " + table.table() + ": " + Figures.of(table.kept(), "row", "rows") + " kept");
            }
            if (table.odd() > 0) {
                lines.add("  " + table.table() + ": " + odd(table));
            }
        }
        database.accounts().forEach(each -> lines.add("  kept: " + each));
        database.remarks().forEach(each -> lines.add("  remark: " + each));
        database.remains().forEach(each -> lines.add("  raw values stay in: " + each));
    }
}
