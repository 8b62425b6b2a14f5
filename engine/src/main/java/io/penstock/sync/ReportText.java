package io.penstock.sync;

import io.penstock.Figures;
import io.penstock.files.FileCounts;
import io.penstock.run.ReportLines;

/** A report as text for a terminal or a mail: what went wrong comes first. */
public final class ReportText {

    /** Without it the figures of a run that failed would read as if they had reached the target. */
    static final String UNFINISHED = "What follows was prepared beside the target until then.";

    /** Of a run that failed after it. */
    static final String SWAPPED = "The swap was made before that: what follows has taken the target's place.";

    private final SyncReport report;
    private final ReportLines lines = new ReportLines();

    public ReportText(SyncReport report) {
        this.report = report;
    }

    public String render() {
        lines.add("Run " + report.run() + ": sync " + report.source() + " " + report.target() + " " + report.state()
                + " in " + Figures.precise(report.seconds()));
        lines.add("Started by " + report.startedBy() + " at " + ReportLines.moment(report.began()));
        report.problems().forEach(lines::add);
        report.warnings().forEach(warning -> lines.add("Note: " + ReportLines.sentence(warning)));
        if (report.downtime() != null) {
            lines.add("The application was stopped for " + Figures.precise(report.downtime()));
        }
        if (!report.state().equals("done")) {
            lines.add("");
            lines.add(report.swapped() ? SWAPPED : UNFINISHED);
        }
        for (SyncReport.ClusterReport cluster : report.clusters()) {
            lines.add("");
            lines.add(cluster.cluster());
            if (cluster.database() != null) {
                database(cluster.database());
            }
            if (cluster.files() != null) {
                lines.add("  files: " + files(cluster.files()));
            }
        }
        return lines.toString();
    }

    private void database(SyncReport.DatabaseReport database) {
        lines.add("  database " + database.from());
        lines.add("        to " + database.to());
        lines.add("  " + rows(database));
        if (database.leaks() != null) {
            lines.add("  " + leaks(database.leaks()));
        }
        for (SyncReport.TableReport table : database.tables()) {
            if (table.odd() > 0) {
                lines.add("  " + table.table() + ": " + odd(table));
            }
        }
        database.preserved().forEach(each -> lines.add("  preserved: " + each));
        database.accounts().forEach(each -> lines.add("  kept: " + each));
        database.remarks().forEach(each -> lines.add("  remark: " + each));
        database.notCarried().forEach(each -> lines.add("  not carried: " + each));
    }

    static String rows(SyncReport.DatabaseReport database) {
        long personal = database.tables().stream()
                .filter(table -> table.treatment().equals("pseudonymized"))
                .count();
        return Figures.of(database.rows(), "row", "rows") + " in "
                + Figures.of(database.tables().size(), "table", "tables") + ", " + Figures.count(personal)
                + " of them pseudonymized; " + Figures.of(database.proven(), "table", "tables")
                + " read back and found equal";
    }

    static String leaks(SyncReport.LeaksReport leaks) {
        return Figures.of(leaks.values(), "personal value", "personal values") + " looked for in the copy: "
                + (leaks.hits() == 0
                        ? "none found"
                        : "found " + Figures.of(leaks.hits(), "time", "times") + " in "
                                + Figures.of(leaks.places().size(), "place", "places"))
                + (leaks.lookAlikes() == 0
                        ? ""
                        : ", " + Figures.of(leaks.lookAlikes(), "look-alike", "look-alikes")
                                + " that may stand there by chance");
    }

    static String odd(SyncReport.TableReport table) {
        return Figures.of(table.odd(), "field was", "fields were")
                + " not what the map expects, and replaced by the shape or as a whole";
    }

    static String files(FileCounts counts) {
        return Figures.count(counts.added()) + " new, " + Figures.count(counts.changed()) + " changed, "
                + Figures.count(counts.attributes()) + " with other rights, " + Figures.count(counts.deleted())
                + " deleted, " + Figures.count(counts.unchanged()) + " equal; " + Figures.bytes(counts.bytes())
                + " copied";
    }
}
