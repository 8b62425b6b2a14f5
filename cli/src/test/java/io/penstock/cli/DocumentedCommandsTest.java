package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** Every command that a document shows is one that penstock understands. */
class DocumentedCommandsTest {

    private static final Path HOUSE = Path.of("..");
    private static final Pattern FENCED =
            Pattern.compile("^```(?:sh|bash|console)?\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINE =
            Pattern.compile("^(?:\\$ )?(?:\\./)?penstock (.*?)(?:\\s+#.*)?$", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|\\S)+");
    private static final Pattern INLINE = Pattern.compile("`(?:\\./)?penstock ([^`]*)`");

    @Test
    void everyCommandOfTheDocumentsIsUnderstood() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path document : documents()) {
            wrong(Files.readString(document)).forEach(each -> wrong.add(document + ": " + each));
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void findsCommandsThatDoNotExist() {
        String document =
                "Say `penstock refresh prd uat` or `penstock undo`.\n```sh\nls\n./penstock sync prd uat --now  # at once\n"
                        + "penstock sync prd uat \\\n  --cluster edit\npenstock undo\n```\n";

        assertThat(wrong(document))
                .containsExactly(
                        "sync prd uat --now (Unknown option: '--now')",
                        "undo (Missing required parameter: 'ENV')",
                        "refresh prd uat (Unmatched arguments from index 0: 'refresh', 'prd', 'uat')");
    }

    /** The commands that are not understood. In running text arguments may be left out, in blocks of code not. */
    private static List<String> wrong(String document) {
        List<String> wrong = new ArrayList<>();
        Matcher block = FENCED.matcher(document);
        while (block.find()) {
            Matcher line = LINE.matcher(block.group(1).replace("\\\n", " "));
            while (line.find()) {
                check(line.group(1), true, wrong);
            }
        }
        Matcher inline = INLINE.matcher(FENCED.matcher(document).replaceAll(""));
        while (inline.find()) {
            check(inline.group(1), false, wrong);
        }
        return wrong;
    }

    private static void check(String command, boolean whole, List<String> wrong) {
        Terminal terminal = Terminal.ofProcess(Map.of());
        Session session = new Session(terminal, Map.of(), new Interruption(terminal.err(), Runtime.getRuntime()));
        try {
            CommandLineEdge.commandLine(session).parseArgs(words(command));
        } catch (MissingParameterException e) {
            if (whole) {
                wrong.add(command + " (" + e.getMessage() + ")");
            }
        } catch (ParameterException e) {
            wrong.add(command + " (" + e.getMessage() + ")");
        }
    }

    /** As a shell takes them apart. */
    private static String[] words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> word.group().replace("\"", ""))
                .toArray(String[]::new);
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (String folder : List.of("", "docs", "docs/decisions", "examples")) {
            try (Stream<Path> files = Files.list(HOUSE.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
            }
        }
        return documents;
    }
}
