package io.penstock.cli;

import io.penstock.Figures;
import io.penstock.Penstock;
import io.penstock.PenstockException;
import io.penstock.pseudonym.discovery.Finding;
import io.penstock.pseudonym.discovery.Finding.Verdict;
import io.penstock.pseudonym.discovery.MapDraft;
import io.penstock.pseudonym.discovery.Scan;
import io.penstock.pseudonym.discovery.TableDraft;
import io.penstock.sync.MapScan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock personal-data scan}. */
@Command(
        name = "scan",
        description = {
            "Looks for personal data in the databases of an environment, and drafts the personal-data map.",
            "",
            "Reads names, types, comments and some rows of each table. Prints the map with a comment behind each column:"
                    + " how sure the scan is, why, and what the values look like, never a value. With a map that is"
                    + " there already it adds what is new, marks what is gone, and leaves the rest as it is."
        })
final class PersonalDataScanCommand implements Callable<Integer> {

    private static final int USUAL_ROWS = 500;
    private static final int MOST_ROWS = 100_000;

    /** The result as JSON. */
    record Scanned(
            String environment,
            String locale,
            @Nullable String written,
            List<String> added,
            List<String> gone,
            long personal,
            long undecided,
            long open,
            List<Table> tables,
            List<String> notes) {}

    record Table(String table, String about, long rows, boolean empty, List<Column> columns) {
        static Table of(TableDraft draft) {
            return new Table(
                    draft.name(),
                    draft.about(),
                    draft.rows(),
                    draft.empty(),
                    draft.columns().stream().map(Column::of).toList());
        }
    }

    record Column(
            String column,
            String type,
            String verdict,
            @Nullable String field,
            @Nullable String pseudonymizer,
            int confidence,
            List<String> reasons,
            @Nullable String shape) {
        static Column of(Finding finding) {
            return new Column(
                    finding.column(),
                    finding.type(),
                    finding.verdict().name().toLowerCase(Locale.ROOT),
                    finding.field(),
                    finding.entry(),
                    finding.confidence(),
                    finding.reasons(),
                    finding.shape());
        }
    }

    /** Where the map goes. */
    static final class Destination {
        @Option(names = "--write", description = "Write the map to the file that penstock.yaml names, in one step.")
        boolean write;

        @Option(names = "--output-file", paramLabel = "FILE", description = "Write the map to this file, in one step.")
        @Nullable
        Path file;
    }

    private final Session session;

    @Parameters(paramLabel = "ENV", description = "The environment; it is only read.")
    private String environment = "";

    @Mixin
    private final ClusterChoice clusters = new ClusterChoice();

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Read at most so many rows of each table; " + USUAL_ROWS + " unless given.")
    private int rows = USUAL_ROWS;

    @ArgGroup
    private @Nullable Destination destination;

    PersonalDataScanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (rows < 1 || rows > MOST_ROWS) {
            throw new PenstockException(
                    CliProblem.COMMAND_WRONG, "--rows is not between 1 and 100,000.", "Name such a number.");
        }
        Penstock penstock = session.open();
        EnvironmentNames.require(penstock.landscape(), environment);
        Path named = penstock.landscape().personalData();
        Path map =
                named == null ? session.options().config.toAbsolutePath().resolveSibling("personal-data.yaml") : named;
        MapScan.Result result = penstock.mapScan()
                .scan(new MapScan.Request(environment, clusters.asked(), rows, map), (table, number, of) -> {});
        Path target = target(map);
        if (target != null) {
            result.draft().write(target);
        }
        tell(result, target);
        return 0;
    }

    private @Nullable Path target(Path map) {
        if (destination == null) {
            return null;
        }
        return destination.file == null ? map : destination.file;
    }

    private void tell(MapScan.Result result, @Nullable Path target) {
        Scan scan = result.scan();
        String counts = Figures.of(scan.count(Verdict.PERSONAL), "personal column", "personal columns") + ", "
                + scan.count(Verdict.UNDECIDED) + " undecided, " + scan.count(Verdict.PUBLIC) + " public";
        if (session.options().json()) {
            session.result(
                    new Scanned(
                            environment,
                            scan.locale().toLanguageTag(),
                            target == null ? null : target.toString(),
                            result.draft().added(),
                            result.draft().gone(),
                            scan.count(Verdict.PERSONAL),
                            scan.count(Verdict.UNDECIDED),
                            scan.count(Verdict.PUBLIC),
                            scan.tables().stream().map(Table::of).toList(),
                            scan.notes()),
                    "");
        } else if (target == null) {
            // Not wrapped: it is a file.
            session.terminal().out().flush();
            session.terminal().raw().writeQuietly(result.draft().text().getBytes(StandardCharsets.UTF_8));
            session.note("Scanned " + environment + ": " + counts + "." + news(result) + " Nothing was written; --write"
                    + " puts it into its file.");
        } else {
            scan.notes().forEach(note -> session.note("note: " + note));
            session.result(scan, "Wrote " + target + ": " + counts + "." + news(result));
        }
    }

    /** What differs from the map that there was. */
    private static String news(MapScan.Result result) {
        MapDraft draft = result.draft();
        return draft.begun()
                ? ""
                : " New in the map: " + Figures.of(draft.added().size(), "column", "columns") + "; newly gone: "
                        + draft.gone().size() + ".";
    }
}
