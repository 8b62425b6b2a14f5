package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TracesTest {

    @Test
    void sayWhereAnErrorAroseAndNothingOfWhatItQuotes() throws IOException {
        Path kept = Objects.requireNonNull(Traces.keep(
                new IllegalStateException("maria@shop.example", new IllegalArgumentException("DE89 3704"))));
        try {
            assertThat(kept)
                    .content()
                    .contains("java.lang.IllegalStateException\n    at io.penstock.cli.TracesTest.")
                    .contains("caused by java.lang.IllegalArgumentException")
                    .doesNotContain("maria")
                    .doesNotContain("3704");
        } finally {
            Files.delete(kept);
        }
    }
}
