package io.penstock.cli;

import io.penstock.Figures;
import io.penstock.sync.SyncPlan;
import io.penstock.sync.SyncPlan.AccountPlan;
import io.penstock.sync.SyncPlan.ClusterPlan;
import io.penstock.sync.SyncPlan.ColumnPlan;
import io.penstock.sync.SyncPlan.ConfigurationPlan;
import io.penstock.sync.SyncPlan.DatabasePlan;
import io.penstock.sync.SyncPlan.PreservedPlan;
import io.penstock.sync.SyncPlan.SettingPlan;
import io.penstock.sync.SyncPlan.TablePlan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables of a plan, their personal columns, what testers lose, what survives and what stays behind. */
final class DatabasePlanText {

    private static final String INDENT = "  ";
    private static final int LONGEST_SAMPLE = 22;

    private final DatabasePlan database;
    private final @Nullable ClusterPlan above;
    private final SyncPlan plan;
    private final Style style;
    private final StringBuilder text;

    /** @param above the plan of the cluster above, which is not said again where this one has the same; absent for the first */
    DatabasePlanText(
            DatabasePlan database, @Nullable ClusterPlan above, SyncPlan plan, Style style, StringBuilder text) {
        this.database = database;
        this.above = above;
        this.plan = plan;
        this.style = style;
        this.text = text;
    }

    void render() {
        TextTable tables = new TextTable(INDENT, "nrrw");
        TextTable losses = new TextTable(INDENT, "nl");
        for (TablePlan table : database.tables()) {
            tables.row(table.table(), Figures.count(table.rows()), Figures.bytes(table.bytes()), table.treatment());
            if (table.treatment().equals("empty") && table.rows() > 0) {
                losses.row(table.table(), "empty, " + Figures.of(table.rows(), "row stays", "rows stay") + " behind");
            }
            for (ColumnPlan column : table.personal()) {
                if (column.losesContent()) {
                    losses.row(table.table() + "." + column.column(), "replaced by " + column.pseudonymizer());
                }
            }
        }
        section("Tables: rows, size, treatment", tables);
        personal();
        section("What testers will not find", losses);
        accounts();
        section("Rows of " + plan.target() + " that survive", preserved());
        database.preserved().stream()
                .filter(each -> !each.columnsLost().isEmpty())
                .forEach(each -> line(INDENT
                        + Layout.plain(each.table() + " loses " + String.join(", ", each.columnsLost()) + ": "
                                + plan.source() + " does not have it")));
        configuration();
        TextTable uncovered = new TextTable(INDENT, "l");
        database.uncovered().forEach(uncovered::row);
        section("Configuration of " + plan.source() + " that neither the set nor preserve covers", uncovered);
        TextTable behind = new TextTable(INDENT, "l");
        database.notCarried().forEach(behind::row);
        section("Not carried", behind);
    }

    private void configuration() {
        ConfigurationPlan set = database.configuration();
        if (set == null) {
            return;
        }
        heading("Configuration set: what " + plan.source() + " has, and what is set");
        line(INDENT + Layout.plain(set.from()));
        if (set.commit() != null) {
            line(INDENT + "commit " + set.commit());
        }
        for (SettingPlan row : set.changes()) {
            SettingLines lines = new SettingLines(row.change(), row.table(), row.key(), row.rows());
            row.values().forEach(value -> lines.column(value.column(), value.before(), value.after()));
            lines.lines().forEach(this::line);
        }
        line(INDENT + Figures.of(set.changes().size(), "change", "changes") + " in "
                + Figures.of(set.rows(), "row", "rows") + " of the set");
        set.scripts().forEach(script -> line(INDENT + "not foreseen: " + Layout.plain(script)));
    }

    /** One table under the other: with the table's name in every line there would be no room for the example. */
    private void personal() {
        if (columns(database).isEmpty()) {
            return;
        }
        heading("Personal columns: what replaces them, a made-up example");
        if (above != null
                && above.database() != null
                && columns(above.database()).equals(columns(database))) {
            line(INDENT + "the same as in " + above.cluster());
            return;
        }
        for (TablePlan table : database.tables()) {
            TextTable columns = new TextTable(INDENT + INDENT, "nwl");
            table.personal().forEach(column -> columns.row(column.column(), column.pseudonymizer(), shape(column)));
            if (!columns.isEmpty()) {
                line(INDENT + Layout.cutMiddle(Layout.plain(table.table()), style.columns() - INDENT.length()));
                lines(columns);
            }
        }
    }

    private static Map<String, List<ColumnPlan>> columns(DatabasePlan plan) {
        Map<String, List<ColumnPlan>> columns = new TreeMap<>();
        for (TablePlan table : plan.tables()) {
            if (!table.personal().isEmpty()) {
                columns.put(table.table(), table.personal());
            }
        }
        return columns;
    }

    private void accounts() {
        if (database.accounts().isEmpty()) {
            return;
        }
        heading("Accounts of " + plan.source() + " that are kept as they are");
        for (AccountPlan account : database.accounts()) {
            String state =
                    account.approvedBy() == null ? "not approved, not kept" : "approved by " + account.approvedBy();
            line(INDENT
                    + Layout.plain(account.id() + " of " + account.table() + " until " + account.until() + ": "
                            + account.reason() + "; " + state));
            TextTable rows = new TextTable(INDENT + INDENT, "rl");
            account.tables().forEach(table -> rows.row(Figures.of(table.rows(), "row", "rows"), table.path()));
            lines(rows);
        }
    }

    private TextTable preserved() {
        TextTable rows = new TextTable(INDENT, "nlw");
        for (PreservedPlan each : database.preserved()) {
            rows.row(
                    each.table(),
                    each.where() == null ? "all rows" : "where " + each.where(),
                    Figures.count(each.kept()) + " in place of " + Figures.count(each.replaced()));
            each.remarks().forEach(remark -> rows.row("", "", remark));
        }
        return rows;
    }

    private static String shape(ColumnPlan column) {
        String example = column.example();
        String shown = example == null ? "NULL" : example.isEmpty() ? "(empty)" : example;
        // A whole document would push its pseudonym out of sight.
        return Layout.cut(column.sample(), LONGEST_SAMPLE) + " → " + shown;
    }

    private void section(String title, TextTable table) {
        if (!table.isEmpty()) {
            heading(title);
            lines(table);
        }
    }

    private void heading(String title) {
        line("");
        line(style.heading(title));
    }

    private void lines(TextTable table) {
        table.lines(style.columns()).forEach(this::line);
    }

    private void line(String content) {
        text.append(content).append('\n');
    }
}
