package io.penstock.sync;

import io.penstock.files.FileCounts;
import java.util.Locale;

/** A report as text for a terminal or a mail. */
public final class ReportText {

    private final SyncReport report;
    private final StringBuilder text = new StringBuilder();

    public ReportText(SyncReport report) {
        this.report = report;
    }

    public String render() {
        line(
                "Run %s: sync %s %s %s in %.1f s",
                report.run(), report.source(), report.target(), report.state(), report.seconds());
        line("Started by %s at %s", report.startedBy(), report.began());
        for (SyncReport.ClusterReport cluster : report.clusters()) {
            line("");
            line("%s", cluster.cluster());
            if (cluster.database() != null) {
                database(cluster.database());
            }
            if (cluster.files() != null) {
                files(cluster.files());
            }
        }
        report.warnings().forEach(warning -> line("Note: %s.", warning));
        report.problems().forEach(problem -> line("%s", problem));
        return text.toString();
    }

    private void database(SyncReport.DatabaseReport database) {
        line("  database %s", database.from());
        line("        to %s", database.to());
        long personal = database.tables().stream()
                .filter(table -> table.treatment().equals("pseudonymized"))
                .count();
        line(
                "  %,d rows in %d tables, %d of them pseudonymized; %d tables read back and found equal",
                database.rows(), database.tables().size(), personal, database.proven());
        for (SyncReport.TableReport table : database.tables()) {
            if (table.odd() > 0) {
                line(
                        "  %s: %,d fields were not what the map expects and were replaced by their shape",
                        table.table(), table.odd());
            }
        }
        database.preserved().forEach(each -> line("  preserved: %s", each));
        database.remarks().forEach(each -> line("  remark: %s", each));
        database.notCarried().forEach(each -> line("  not carried: %s", each));
    }

    private void files(FileCounts counts) {
        line(
                "  files: %,d new, %,d changed, %,d with other rights, %,d deleted, %,d unchanged; %,d bytes copied",
                counts.added(),
                counts.changed(),
                counts.attributes(),
                counts.deleted(),
                counts.unchanged(),
                counts.bytes());
    }

    private void line(String format, Object... values) {
        text.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
