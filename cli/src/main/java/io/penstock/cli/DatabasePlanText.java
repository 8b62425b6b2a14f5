package io.penstock.cli;

import io.penstock.sync.SyncPlan;
import io.penstock.sync.SyncPlan.ColumnPlan;
import io.penstock.sync.SyncPlan.DatabasePlan;
import io.penstock.sync.SyncPlan.PreservedPlan;
import io.penstock.sync.SyncPlan.TablePlan;
import java.util.ArrayList;
import java.util.List;

/** The tables of a plan, their personal columns, what testers lose, what survives and what stays behind. */
final class DatabasePlanText {

    private static final String INDENT = "  ";
    private static final int LONGEST_SAMPLE = 22;

    private final DatabasePlan database;
    private final SyncPlan plan;
    private final Style style;
    private final StringBuilder text;

    DatabasePlanText(DatabasePlan database, SyncPlan plan, Style style, StringBuilder text) {
        this.database = database;
        this.plan = plan;
        this.style = style;
        this.text = text;
    }

    void render() {
        TextTable tables = new TextTable(INDENT, "lrrl");
        List<ColumnPlan> columns = new ArrayList<>();
        TextTable losses = new TextTable(INDENT, "ll");
        for (TablePlan table : database.tables()) {
            tables.row(table.table(), Figures.count(table.rows()), Figures.bytes(table.bytes()), table.treatment());
            if (table.treatment().equals("empty") && table.rows() > 0) {
                losses.row(table.table(), "empty, " + Figures.of(table.rows(), "row stays", "rows stay") + " behind");
            }
            for (ColumnPlan column : table.personal()) {
                String name = table.table() + "." + column.column();
                columns.add(column);
                if (column.losesContent()) {
                    losses.row(name, "its content is taken away by " + column.pseudonymizer());
                }
            }
        }
        section("Tables: rows, size, treatment", tables);
        if (!columns.isEmpty()) {
            heading("Personal columns: what replaces them, a made-up example");
            personal();
        }
        section("What testers will not find", losses);
        section("Rows of " + plan.target() + " that survive", preserved());
        TextTable behind = new TextTable(INDENT, "l");
        database.notCarried().forEach(behind::row);
        section("Not carried", behind);
    }

    /** One table under the other: with the table's name in every line there would be no room for the example. */
    private void personal() {
        for (TablePlan table : database.tables()) {
            TextTable columns = new TextTable(INDENT + INDENT, "lll");
            table.personal().forEach(column -> columns.row(column.column(), column.pseudonymizer(), shape(column)));
            if (!columns.isEmpty()) {
                line(INDENT + table.table());
                lines(columns);
            }
        }
    }

    private TextTable preserved() {
        TextTable rows = new TextTable(INDENT, "lll");
        for (PreservedPlan each : database.preserved()) {
            String lost = each.columnsLost().isEmpty()
                    ? ""
                    : "; without " + String.join(", ", each.columnsLost()) + ", which " + plan.source() + " has not";
            rows.row(
                    each.table(),
                    each.where() == null ? "all rows" : "where " + each.where(),
                    Figures.count(each.kept()) + " in place of " + Figures.count(each.replaced()) + lost);
        }
        return rows;
    }

    private static String shape(ColumnPlan column) {
        String example = column.example();
        String shown = example == null ? "NULL" : example.isEmpty() ? "(empty)" : example;
        // A whole document would push its pseudonym out of sight.
        return Style.cut(column.sample(), LONGEST_SAMPLE) + " → " + shown;
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
