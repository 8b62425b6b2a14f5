package io.penstock.sync;

import io.penstock.Figures;
import io.penstock.files.FileCounts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A report as text for a terminal or a mail: what went wrong comes first. */
public final class ReportText {

    /** Without it the figures of a run that failed would read as if they had reached the target. */
    static final String UNFINISHED = "What follows was prepared beside the target until then.";

    /** Of a run that failed after it. */
    static final String SWAPPED = "The swap was made before that: what follows has taken the target's place.";

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final SyncReport report;
    private final StringBuilder text = new StringBuilder();

    public ReportText(SyncReport report) {
        this.report = report;
    }

    public String render() {
        line("Run " + report.run() + ": sync " + report.source() + " " + report.target() + " " + report.state() + " in "
                + Figures.precise(report.seconds()));
        line("Started by " + report.startedBy() + " at " + moment(report.began()));
        report.problems().forEach(this::line);
        report.warnings().forEach(warning -> line("Note: " + sentence(warning)));
        if (report.downtime() != null) {
            line("The application was stopped for " + Figures.precise(report.downtime()));
        }
        if (!report.state().equals("done")) {
            line("");
            line(report.swapped() ? SWAPPED : UNFINISHED);
        }
        for (SyncReport.ClusterReport cluster : report.clusters()) {
            line("");
            line(cluster.cluster());
            if (cluster.database() != null) {
                database(cluster.database());
            }
            if (cluster.files() != null) {
                line("  files: " + files(cluster.files()));
            }
        }
        return text.toString();
    }

    private void database(SyncReport.DatabaseReport database) {
        line("  database " + database.from());
        line("        to " + database.to());
        line("  " + rows(database));
        if (database.leaks() != null) {
            line("  " + leaks(database.leaks()));
        }
        for (SyncReport.TableReport table : database.tables()) {
            if (table.odd() > 0) {
                line("  " + table.table() + ": " + odd(table));
            }
        }
        database.preserved().forEach(each -> line("  preserved: " + each));
        database.accounts().forEach(each -> line("  kept: " + each));
        database.remarks().forEach(each -> line("  remark: " + each));
        database.notCarried().forEach(each -> line("  not carried: " + each));
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
                + (leaks.hits() == 0 ? "none found" : Figures.of(leaks.hits(), "time", "times") + " found")
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

    /** {@code 2026-11-24T23:54:01.178507750Z} as {@code 2026-11-24 23:54:01 UTC}. */
    static String moment(String iso) {
        return MOMENT.format(Instant.parse(iso));
    }

    static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    /** One line whatever a name holds: what would steer a terminal is written out. */
    private void line(String content) {
        content.codePoints().forEach(each -> {
            if (Character.isISOControl(each)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", each));
            } else {
                text.appendCodePoint(each);
            }
        });
        text.append('\n');
    }
}
