package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongArgumentsTest {

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "snyc prd uat,          did you mean 'sync'?",
        "sync prd uat --delte,  did you mean '--delete'?",
        "runs lst,              did you mean 'list'?",
        "sync prd uat int,      has no argument 'int'",
        "sync prd,              TARGET",
        "sync prd uat --only x, '--only cannot be ''x''; it is one of: database, files.'",
        "demo --scale big,      '--scale cannot be ''big''; it is a number.'",
        "completion fish,       'SHELL cannot be ''fish''; it is one of: bash, zsh.'",
        "sync prd uat --dirs,   --dirs",
        "runs,                  'penstock runs'",
    })
    void areWrongUsageAndSayWhatIsMeant(String line, String expected) {
        Shell.Outcome outcome = new Shell(directory).run(line.split(" "));
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("COMMAND-WRONG ")
                .contains(expected)
                .contains("--help.");
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void noCommandAtAllShowsWhatThereIs() {
        Shell.Outcome outcome = new Shell(directory).run();
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("Usage: penstock ")
                .contains("COMMAND-WRONG ")
                .contains("plan  ");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void areOneJsonDocumentWhenJsonIsAskedFor() {
        Shell.Outcome outcome = new Shell(directory).run("sync", "prd", "uat", "--delte", "--output", "json");
        assertThat(outcome.json().get("exitCode").asInt()).isEqualTo(2);
        assertThat(outcome.json().get("problems").get(0).get("code").asString()).isEqualTo("COMMAND-WRONG");
    }

    @Test
    void aMissingConfigurationIsSaidWithItsRemedy() {
        Shell.Outcome outcome = new Shell(directory).on("sync", "prd", "uat", "--yes");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("CONFIG-MISSING ").contains("docs/configuration.md");
        assertThat(outcome.out()).isEmpty();
    }
}
