package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommandReferenceTest {

    private static final Path PAGE = Path.of("../docs/commands.md");

    /** After a change of a command: {@code mvn -pl cli -am test -Dtest=CommandReferenceTest -Dcommands.write=true}. */
    @Test
    void isWhatHelpPrints() throws IOException {
        String expected = CommandReference.page();
        if (Boolean.getBoolean("commands.write")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(PAGE).hasContent(expected);
    }

    @Test
    void helpFitsATerminalOfEightyColumns() {
        assertThat(CommandReference.page()
                        .lines()
                        .dropWhile(line -> !line.startsWith("```"))
                        .filter(line -> line.length() > Terminal.USUAL_COLUMNS))
                .isEmpty();
    }
}
