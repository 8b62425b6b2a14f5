package io.penstock.inplace;

import io.penstock.Figures;
import io.penstock.run.ReportLines;

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
        lines.add("Raw data " + report.rawData() + (report.state().equals("done") ? "; now it is replaced." : "."));
        report.warnings().forEach(warning -> lines.add("Note: " + ReportLines.sentence(warning)));
        for (InPlaceReport.DatabaseReport database : report.databases()) {
            lines.add("");
            lines.add(database.cluster());
            database(database);
        }
        return lines.toString();
    }

    private void database(InPlaceReport.DatabaseReport database) {
        lines.add("  database " + database.database()
                + (database.sealed() ? ", pseudonymized and sealed" : ", not finished: run the command again"));
        long done = database.tables().stream()
                .filter(table -> !table.state().equals("as it was"))
                .count();
        long before = database.tables().stream()
                .filter(table -> table.state().equals("done before"))
                .count();
        lines.add("  " + Figures.of(database.rows(), "row", "rows") + "; " + Figures.count(done) + " of "
                + Figures.of(database.tables().size(), "table", "tables") + " done"
                + (before == 0 ? "" : ", " + Figures.count(before) + " of them by a run that died"));
        for (InPlaceReport.TableReport table : database.tables()) {
            if (table.kept() > 0) {
                lines.add("  " + table.table() + ": " + Figures.of(table.kept(), "row", "rows") + " kept");
            }
            if (table.odd() > 0) {
                lines.add("  " + table.table() + ": "
                        + Figures.of(table.odd(), "field was", "fields were")
                        + " not what the map expects, and replaced by the shape or as a whole");
            }
        }
        database.remarks().forEach(each -> lines.add("  remark: " + each));
        database.remains().forEach(each -> lines.add("  raw values stay in: " + each));
    }
}
