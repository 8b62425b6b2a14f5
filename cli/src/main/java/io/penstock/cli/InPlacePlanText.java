package io.penstock.cli;

import io.penstock.Figures;
import io.penstock.inplace.InPlacePlan;
import io.penstock.inplace.InPlacePlan.ColumnPlan;
import io.penstock.inplace.InPlacePlan.DatabasePlan;
import io.penstock.inplace.InPlacePlan.TablePlan;
import io.penstock.sync.SyncPlan.AccountPlan;
import java.util.List;

/** What pseudonymizing in place would do, for people, from the whole to the parts. */
final class InPlacePlanText {

    private static final String INDENT = "  ";
    private static final int LONGEST_SAMPLE = 22;

    private final InPlacePlan plan;
    private final Style style;
    private final StringBuilder text = new StringBuilder();

    InPlacePlanText(InPlacePlan plan, Style style) {
        this.plan = plan;
        this.style = style;
    }

    /** Everything. */
    String render() {
        line(style.heading("Plan: pseudonymize " + plan.environment() + " in place"));
        plan.databases().forEach(database -> {
            overview(database);
            tables(database);
        });
        line("");
        line(style.heading("Steps"));
        for (int i = 0; i < plan.steps().size(); i++) {
            line(String.format("%4d. %s", i + 1, plan.steps().get(i)));
        }
        notes();
        return text.toString();
    }

    /** What a person has to know before agreeing. */
    String summary() {
        line(style.heading("Pseudonymize " + plan.environment() + " in place"));
        plan.databases().forEach(this::overview);
        notes();
        line("");
        return text.toString();
    }

    private void overview(DatabasePlan database) {
        line("");
        line(style.heading(plan.environment() + " " + database.cluster()));
        line("  database  " + database.database());
        line("            " + Figures.of(database.rows(), "row", "rows") + " to replace or remove in "
                + Figures.of(database.tables().size(), "table", "tables") + ", " + Figures.bytes(database.bytes())
                + ", about " + Figures.duration(database.estimatedSeconds()) + "; "
                + Figures.of(database.tablesAsIs(), "table stays", "tables stay") + " as "
                + (database.tablesAsIs() == 1 ? "it is" : "they are"));
        line("            " + (database.marker() == null ? "bears no mark" : "is marked as " + database.marker()));
        if (database.resumes()) {
            line("  A run that died is taken up; what it has done is not done again.");
        }
    }

    private void tables(DatabasePlan database) {
        TextTable tables = new TextTable(INDENT, "nrrw");
        for (TablePlan table : database.tables()) {
            tables.row(
                    table.table(),
                    Figures.count(table.rows()),
                    Figures.bytes(table.bytes()),
                    table.done() ? "done by the run that died" : table.treatment());
        }
        section("Tables in their order: rows, size, treatment", tables);
        columns(database);
        TextTable kept = new TextTable(INDENT, "nl");
        database.tables().stream()
                .filter(table -> table.keep() != null)
                .forEach(table -> kept.row(table.table(), String.valueOf(table.keep())));
        section("Rows that stay as they are", kept);
        TextTable accounts = new TextTable(INDENT, "l");
        for (AccountPlan account : database.accounts()) {
            accounts.row(Layout.plain(account.id() + " of " + account.table() + " until " + account.until() + ": "
                    + account.reason() + "; "
                    + (account.approvedBy() == null
                            ? "not approved, not kept"
                            : "approved by " + account.approvedBy())));
            account.tables()
                    .forEach(table ->
                            accounts.row(INDENT + Figures.of(table.rows(), "row", "rows") + " of " + table.path()));
        }
        section("Accounts that are kept as they are", accounts);
        list("Not touched, and of production", database.stays());
        list("Where raw values stay after the run", database.remains());
    }

    private void columns(DatabasePlan database) {
        line("");
        line(style.heading("Personal columns: what replaces them, a made-up example"));
        for (TablePlan table : database.tables()) {
            TextTable columns = new TextTable(INDENT + INDENT, "nwl");
            table.columns().forEach(column -> columns.row(column.column(), column.pseudonymizer(), shape(column)));
            if (!columns.isEmpty()) {
                line(INDENT + Layout.cutMiddle(Layout.plain(table.table()), style.columns() - INDENT.length()));
                columns.lines(style.columns()).forEach(this::line);
            }
        }
    }

    private static String shape(ColumnPlan column) {
        String example = column.example();
        String shown = example == null ? "NULL" : example.isEmpty() ? "(empty)" : example;
        return Layout.cut(column.sample(), LONGEST_SAMPLE) + " → " + shown;
    }

    private void list(String title, List<String> phrases) {
        TextTable table = new TextTable(INDENT, "l");
        phrases.forEach(table::row);
        section(title, table);
    }

    private void notes() {
        line("");
        line(style.heading("Notes"));
        line(INDENT + style.warning("raw data " + plan.rawData()));
        plan.warnings().forEach(warning -> line(INDENT + style.warning(Layout.plain(warning))));
    }

    private void section(String title, TextTable table) {
        if (!table.isEmpty()) {
            line("");
            line(style.heading(title));
            table.lines(style.columns()).forEach(this::line);
        }
    }

    private void line(String content) {
        text.append(content).append('\n');
    }
}
