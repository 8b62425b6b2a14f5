package io.penstock.inplace;

import io.penstock.Figures;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A report as text for a terminal or a mail: what went wrong comes first. */
public final class InPlaceReportText {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final InPlaceReport report;
    private final StringBuilder text = new StringBuilder();

    public InPlaceReportText(InPlaceReport report) {
        this.report = report;
    }

    public String render() {
        line("Run " + report.run() + ": pseudonymize " + report.environment() + " " + report.state() + " in "
                + Figures.precise(report.seconds()));
        line("Started by " + report.startedBy() + " at " + MOMENT.format(Instant.parse(report.began())));
        report.problems().forEach(this::line);
        line("Raw data " + report.rawData() + (report.state().equals("done") ? "; now it is replaced." : "."));
        report.warnings().forEach(warning -> line("Note: " + warning + (warning.endsWith(".") ? "" : ".")));
        for (InPlaceReport.DatabaseReport database : report.databases()) {
            line("");
            line(database.cluster());
            database(database);
        }
        return text.toString();
    }

    private void database(InPlaceReport.DatabaseReport database) {
        line("  database " + database.database()
                + (database.sealed() ? ", pseudonymized and sealed" : ", not finished: run the command again"));
        long done = database.tables().stream()
                .filter(table -> !table.state().equals("as it was"))
                .count();
        long before = database.tables().stream()
                .filter(table -> table.state().equals("done before"))
                .count();
        line("  " + Figures.of(database.rows(), "row", "rows") + "; " + Figures.count(done) + " of "
                + Figures.of(database.tables().size(), "table", "tables") + " done"
                + (before == 0 ? "" : ", " + Figures.count(before) + " of them by a run that died"));
        for (InPlaceReport.TableReport table : database.tables()) {
            if (table.kept() > 0) {
                line("  " + table.table() + ": " + Figures.of(table.kept(), "row", "rows") + " kept");
            }
            if (table.odd() > 0) {
                line("  " + table.table() + ": "
                        + Figures.of(table.odd(), "field was", "fields were")
                        + " not what the map expects, and replaced by the shape or as a whole");
            }
        }
        database.remarks().forEach(each -> line("  remark: " + each));
        database.remains().forEach(each -> line("  raw values stay in: " + each));
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
