package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.Outcome;
import io.penstock.PenstockException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How a sync ended that did not do what it was asked for. */
record Refusal(PenstockException failure) {

    /** Runs something that has to end with a problem. */
    static Refusal of(ThrowingCallable sync) {
        PenstockException failure = catchThrowableOfType(PenstockException.class, sync);
        assertThat(failure).as("a sync that must not succeed").isNotNull();
        return new Refusal(failure);
    }

    Refusal as(Outcome outcome, String code) {
        assertThat(codes()).as(failure.getMessage()).contains(code);
        assertThat(failure.outcome()).as(failure.getMessage()).isEqualTo(outcome);
        assertThat(failure.problems()).allSatisfy(problem -> {
            assertThat(problem.what()).endsWith(".").doesNotContain("null");
            assertThat(problem.remedy()).endsWith(problem.remedy().endsWith(";") ? ";" : ".");
        });
        return this;
    }

    Refusal saying(String... words) {
        assertThat(failure.getMessage()).contains(words);
        return this;
    }

    List<String> codes() {
        return failure.problems().stream().map(problem -> problem.code().code()).toList();
    }

    /** The SQL of the remedies, in their order. */
    List<String> sql() {
        return failure.problems().stream()
                .map(problem -> problem.remedy().replaceFirst("^Run (?:there|in [^ ]+): ", ""))
                .toList();
    }

    /** Looks for a planted value in all that was thrown, and in all that was written beside the configuration. */
    Refusal withoutValues(Path directory, String... values) throws IOException {
        StringWriter thrown = new StringWriter();
        failure.printStackTrace(new PrintWriter(thrown));
        assertThat(thrown.toString()).doesNotContain(values);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // Byte by byte: the store is no text.
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(values);
            }
        }
        return this;
    }
}
