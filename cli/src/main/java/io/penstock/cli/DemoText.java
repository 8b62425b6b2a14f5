package io.penstock.cli;

import io.penstock.Figures;
import io.penstock.examples.DemoTour.Customer;
import io.penstock.files.FileCounts;
import io.penstock.prepare.PrepareReport;
import io.penstock.sync.SyncReport;

/** What a newcomer should look at after a demo. */
final class DemoText {

    private static final String INDENT = "  ";

    private static final int CITY = 4;

    private final DemoResult result;
    private final Style style;
    private final StringBuilder text = new StringBuilder();

    DemoText(DemoResult result, Style style) {
        this.result = result;
        this.style = style;
    }

    String render() {
        line("UAT was refreshed from PRD in " + Figures.duration(result.report().seconds()) + ".");
        line("In " + result.directory() + " there are three environments of a shop now:");
        line("PRD, UAT and INT, each with an edit and a live cluster.");
        line("Everything in it is made up: no person below exists.");
        people();
        settings();
        prepared();
        copied();
        hints();
        return text.toString();
    }

    private void people() {
        heading("Customers: in PRD, and as they came down to UAT");
        TextTable table = new TextTable(INDENT, "wwnnl").optional(CITY);
        for (Customer customer : result.production().some()) {
            table.row("PRD", customer.number(), customer.name(), customer.email(), customer.city());
            for (Customer copy : result.after().some()) {
                if (copy.number().equals(customer.number())) {
                    table.row("UAT", copy.number(), copy.name(), copy.email(), copy.city());
                }
            }
        }
        table(table);
        line(INDENT + "Keys stay, people do not; QA-… are accounts of testers, which the map keeps.");
        line(INDENT + "Customers of UAT before: "
                + Figures.count(result.before().customers()) + ", now: "
                + Figures.count(result.after().customers()) + ", in PRD: "
                + Figures.count(result.production().customers()) + ".");
    }

    private void settings() {
        heading("Preferences: UAT keeps its own, so it never talks to partners of PRD");
        TextTable table = new TextTable(INDENT, "nwn");
        result.production().settings().forEach((name, production) -> {
            table.row(name, "PRD", production);
            table.row("", "UAT before", result.before().settings().getOrDefault(name, "(none)"));
            table.row("", "UAT after", result.after().settings().getOrDefault(name, "(none)"));
        });
        table(table);
    }

    private void prepared() {
        heading("Prepared: PRD, for the cartridges in cartridges/");
        for (PrepareReport.DatabaseReport database : result.prepared().databases()) {
            line(INDENT + database.cluster() + ": "
                    + Figures.count(database.steps().size())
                    + " steps; UAT knows them as done, since the registry came down with the rows");
        }
    }

    private void copied() {
        heading("Copied");
        for (SyncReport.ClusterReport cluster : result.report().clusters()) {
            if (cluster.database() != null) {
                long personal = cluster.database().tables().stream()
                        .filter(table -> table.treatment().equals("pseudonymized"))
                        .count();
                line(INDENT + cluster.cluster() + ": "
                        + Figures.count(cluster.database().rows()) + " rows in "
                        + cluster.database().tables().size() + " tables, " + personal + " of them pseudonymized; "
                        + cluster.database().proven() + " read back and found equal");
            }
            FileCounts files = cluster.files();
            if (files != null) {
                line(INDENT + cluster.cluster() + ": " + Figures.count(files.added()) + " new and "
                        + Figures.count(files.changed()) + " changed files copied, "
                        + Figures.count(files.unchanged()) + " were equal");
            }
        }
    }

    private void hints() {
        heading("Next, in " + result.directory());
        TextTable table = new TextTable(INDENT, "ll");
        table.row("penstock plan prd int", "what the next refresh would do; nothing is touched");
        table.row("penstock prepare uat", "what its cartridges run each time, and what is new in them");
        table.row("penstock runs show latest", "the report of this one; --html for a browser");
        table.row("penstock undo uat", "UAT as it was before");
        table.row("penstock sync uat prd", "refused: a refresh flows down");
        table(table);
    }

    private void heading(String title) {
        line("");
        line(style.heading(title));
    }

    private void table(TextTable table) {
        table.lines(style.columns()).forEach(this::line);
    }

    private void line(String content) {
        text.append(content).append('\n');
    }
}
