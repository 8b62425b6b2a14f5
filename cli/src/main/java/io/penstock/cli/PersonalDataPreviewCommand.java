package io.penstock.cli;

import io.penstock.Penstock;
import io.penstock.PenstockException;
import io.penstock.sync.Preview;
import io.penstock.sync.PreviewPage;
import io.penstock.sync.PreviewRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock personal-data preview}. */
@Command(
        name = "preview",
        description = {
            "Shows what the personal-data map makes of a few rows: shapes before, pseudonyms after.",
            "",
            "Only reads. Real values are shown with --reveal alone, on a terminal alone; who saw how many rows of which"
                    + " table is recorded in the store directory."
        })
final class PersonalDataPreviewCommand implements Callable<Integer> {

    private static final int MOST_ROWS = 100;

    private final Session session;

    @Parameters(paramLabel = "ENV", description = "The environment; it is only read.")
    private String environment = "";

    @Mixin
    private final ClusterChoice clusters = new ClusterChoice();

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            description = "Only this table; all with personal columns unless given.")
    private @Nullable String table;

    @Option(names = "--rows", paramLabel = "N", description = "So many rows of each table; 3 unless given.")
    private int rows = 3;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page for a browser to this file.")
    private @Nullable Path html;

    @Option(names = "--reveal", description = "Show real values in place of shapes.")
    private boolean reveal;

    PersonalDataPreviewCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        requireSense();
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), environment);
        PreviewRequest request =
                new PreviewRequest(environment, clusters.asked(), table, rows, reveal, Session.startedBy());
        Preview preview = penstock.mapPreview().preview(request);
        if (html != null) {
            write(html, new PreviewPage(preview).render());
        }
        session.result(preview, text(preview));
        return 0;
    }

    private void requireSense() {
        if (rows < 1 || rows > MOST_ROWS) {
            throw new PenstockException(
                    CliProblem.COMMAND_WRONG, "--rows is " + rows + ".", "Name a number from 1 to " + MOST_ROWS + ".");
        }
        if (reveal
                && (html != null
                        || session.options().json()
                        || !session.terminal().outShown())) {
            throw new PenstockException(
                    CliProblem.REVEAL_REFUSED,
                    "Real values are shown on a terminal alone, and not written to a page, a document, a file or a pipe.",
                    "Leave --reveal out, or run the command on a terminal without --html and --output json.");
        }
    }

    private static void write(Path file, String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new PenstockException(
                    CliProblem.OUTPUT_UNWRITABLE,
                    "The page could not be written to " + file + ": "
                            + e.getClass().getSimpleName() + ".",
                    "Name a file in a directory that is there and can be written.",
                    e);
        }
    }

    private String text(Preview preview) {
        StringBuilder text = new StringBuilder();
        for (Preview.TablePreview each : preview.tables()) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append(session.style().heading(Layout.plain(each.table()) + ", " + each.cluster()))
                    .append('\n');
            TextTable fields = new TextTable("  ", "wnll");
            int number = 0;
            for (Preview.RowPreview row : each.rows()) {
                add(fields, row.kept() ? ++number + " kept" : Integer.toString(++number), row.fields());
            }
            fields.lines(session.style().columns())
                    .forEach(line -> text.append(line).append('\n'));
            text.append(each.rows().isEmpty() ? "  no rows\n" : "");
        }
        if (preview.tables().isEmpty()) {
            text.append("The map replaces nothing in ").append(environment).append(".\n");
        }
        if (html != null) {
            text.append("Page: ").append(html).append('\n');
        }
        return text.toString();
    }

    private static void add(TextTable to, String row, List<Preview.FieldPreview> fields) {
        String label = row;
        for (Preview.FieldPreview field : fields) {
            to.row(label, field.column(), field.before(), "→ " + field.after());
            label = "";
        }
    }
}
