package io.penstock.cli;

import io.penstock.Figures;
import io.penstock.files.FileCounts;
import io.penstock.sync.SyncPlan;
import io.penstock.sync.SyncPlan.ClusterPlan;
import io.penstock.sync.SyncPlan.DatabasePlan;
import io.penstock.sync.SyncPlan.FilesPlan;

/** A plan for people, from the whole to the parts. */
final class PlanText {

    private final SyncPlan plan;
    private final Style style;
    private final StringBuilder text = new StringBuilder();

    PlanText(SyncPlan plan, Style style) {
        this.plan = plan;
        this.style = style;
    }

    /** Everything. */
    String render() {
        line(style.heading("Plan: refresh " + plan.target() + " from " + plan.source()));
        ClusterPlan above = null;
        for (ClusterPlan cluster : plan.clusters()) {
            overview(cluster);
            if (cluster.database() != null) {
                new DatabasePlanText(cluster.database(), above, plan, style, text).render();
            }
            above = cluster;
        }
        line("");
        line(style.heading("Steps"));
        for (int i = 0; i < plan.steps().size(); i++) {
            line(String.format("%4d. %s", i + 1, plan.steps().get(i)));
        }
        warnings();
        return text.toString();
    }

    /** What a person has to know before agreeing. */
    String summary() {
        line(style.heading("Refresh " + plan.target() + " from " + plan.source()));
        plan.clusters().forEach(this::overview);
        warnings();
        return text.toString();
    }

    private void overview(ClusterPlan cluster) {
        line("");
        line(style.heading(plan.target() + " " + cluster.cluster()));
        if (cluster.database() != null) {
            database(cluster.database());
        }
        if (cluster.files() != null) {
            files(cluster.files());
        }
    }

    private void database(DatabasePlan database) {
        line("  database  " + database.from());
        line("        to  " + database.to());
        line("            " + Figures.of(database.rows(), "row", "rows") + " in "
                + Figures.of(database.tables().size(), "table", "tables") + ", " + Figures.bytes(database.bytes())
                + ", about " + Figures.duration(database.estimatedSeconds()));
        if (database.copiedAsIs()) {
            line(
                    "  The source is a refreshed copy of the same key and map: its rows come down as they are if they still add up to what its seal names; else all are pseudonymized again.");
        }
        if (database.adopts()) {
            line("  The target is empty and bears no mark; it will be marked as " + plan.target() + ".");
        }
        if (database.replacedIsDropped()) {
            line("  The database that is replaced was not filled by a sync and may hold anything: it is dropped,"
                    + " and undo cannot bring it back. --keep-unsealed keeps it.");
        }
    }

    private void files(FilesPlan files) {
        FileCounts counts = files.counts();
        line("  files     " + files.from());
        line("        to  " + files.to());
        line("            " + String.join(", ", files.directories()));
        line("            " + Figures.count(counts.added()) + " new, " + Figures.count(counts.changed()) + " changed, "
                + Figures.count(counts.attributes()) + " with other rights, " + Figures.count(counts.unchanged())
                + " equal; " + Figures.bytes(counts.bytes()) + " to copy");
        long before = counts.changed() + counts.attributes() + counts.unchanged() + counts.deleted();
        if (files.deletesMany()) {
            line("            "
                    + style.warning("more than half of the target's files are deleted: "
                            + Figures.count(counts.deleted()) + " of " + Figures.count(before)));
            line("            sync asks once more about that, and with --yes needs --delete-many");
        } else if (files.delete()) {
            line("            " + Figures.count(counts.deleted()) + " deleted");
        }
        PropertyLines.of(files.properties()).forEach(each -> line("            " + each));
        files.special().forEach(each -> line("            skipped, no file: " + Layout.plain(each)));
    }

    private void warnings() {
        if (!plan.warnings().isEmpty()) {
            line("");
            line(style.heading("Notes"));
            plan.warnings().forEach(warning -> line("  " + style.warning(Layout.plain(warning))));
        }
    }

    private void line(String content) {
        text.append(content).append('\n');
    }
}
