package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page about reliability says what the fault matrix shows. */
class FaultTableTest {

    @Test
    void thePageHasTheTableOfTheMatrix() throws Exception {
        String page = Files.readString(Path.of("../docs/reliability.md"));

        assertThat(page).contains(FaultTable.markdown());
        assertThat(page).contains("These are " + FaultTable.cells() + " cells");
    }

    @Test
    void hasAtLeastSixtyCells() {
        assertThat(FaultTable.cells()).isGreaterThanOrEqualTo(60);
    }
}
