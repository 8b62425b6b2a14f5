package io.penstock.cli;

import io.penstock.PenstockException;
import io.penstock.run.Journal;
import io.penstock.run.Run;
import io.penstock.run.RunDetails;
import io.penstock.run.RunProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock runs show}. */
@Command(
        name = "show",
        description = {
            "Shows the report of a run.",
            "",
            "Of a run without one, such as one that goes on or died, its steps and its log are shown."
        })
final class RunsShowCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private final RunChoice choice = new RunChoice();

    @Option(names = "--html", description = "Print the path of the report as a page for a browser.")
    private boolean html;

    @Option(names = "--log", description = "Show its steps and its log in place of the report.")
    private boolean log;

    RunsShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Journal journal = session.open().journal();
        Run found = choice.find(journal);
        List<Path> documents = journal.documents(found);
        Optional<RunDetails> details =
                log || !html && documents.isEmpty() ? journal.details(found, 0) : Optional.empty();
        if (log || details.isPresent()) {
            RunDetails shown = details.orElseGet(() -> RunsFollowCommand.details(journal, found, 0));
            session.result(
                    RunDetailsText.entry(shown),
                    RunDetailsText.page(shown, session.style().columns()));
        } else if (html) {
            String path =
                    require(documents, "report.html", found).toAbsolutePath().toString();
            session.result(Map.of("html", path), path);
        } else if (session.options().json()) {
            session.terminal()
                    .json(text(require(documents, "report.json", found)).stripTrailing());
        } else {
            session.result(found, text(require(documents, "report.txt", found)));
        }
        return 0;
    }

    private static Path require(List<Path> documents, String name, Run run) {
        Optional<Path> document =
                documents.stream().filter(path -> path.endsWith(name)).findFirst();
        return document.orElseThrow(() -> new PenstockException(
                RunProblem.RUN_UNKNOWN,
                "Run " + run.id() + " is " + run.state().label() + " and has no report.",
                "A report is written when a run ends; see penstock runs list."));
    }

    private static String text(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new PenstockException(
                    RunProblem.STORE_UNUSABLE,
                    document + " cannot be read.",
                    "Check store-directory in penstock.yaml and its rights.",
                    e);
        }
    }
}
