package io.penstock.landscape;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.PenstockException;
import io.penstock.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code penstock.yaml} to be varied: prd stands in line 3, uat in line 4, an extra line of the file in line 5. What is read must not show the word
 * hunter2, which stands for a secret wherever the tests need one.
 */
record LandscapeText(
        Path directory,
        @Nullable String content,
        String prd,
        String uat,
        String uatName,
        String uatLine,
        String line,
        Map<String, String> variables) {

    LandscapeText(Path directory) {
        this(
                directory,
                null,
                "{edit: {database: {url: 'jdbc:postgresql://db/prd'}}}",
                "{edit: {database: {url: 'jdbc:postgresql://db/uat'}}}",
                "uat",
                "",
                "",
                Map.of());
    }

    static DatabaseAddress database(Landscape landscape, int environment) {
        Map<ClusterType, Cluster> clusters =
                landscape.environments().get(environment).clusters();
        return requireNonNull(requireNonNull(clusters.get(ClusterType.EDIT)).database());
    }

    LandscapeText content(String whole) {
        return new LandscapeText(directory, whole, prd, uat, uatName, uatLine, line, variables);
    }

    LandscapeText withPrd(String clusters) {
        return new LandscapeText(directory, content, clusters, uat, uatName, uatLine, line, variables);
    }

    LandscapeText withUat(String clusters) {
        return new LandscapeText(directory, content, prd, clusters, uatName, uatLine, line, variables);
    }

    LandscapeText withUatName(String name) {
        return new LandscapeText(directory, content, prd, uat, name, uatLine, line, variables);
    }

    LandscapeText withUatLine(String entry) {
        return new LandscapeText(directory, content, prd, uat, uatName, ", " + entry, line, variables);
    }

    LandscapeText withLine(String entry) {
        return new LandscapeText(directory, content, prd, uat, uatName, uatLine, entry, variables);
    }

    LandscapeText variable(String name, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(name, value);
        return new LandscapeText(directory, content, prd, uat, uatName, uatLine, line, more);
    }

    String text() {
        return content != null ? content : """
                landscape: acme
                environments:
                  - {name: prd, role: production, clusters: %s}
                  - {name: %s, role: test, clusters: %s%s}
                %s
                """.formatted(prd, uatName, uat, uatLine, line);
    }

    LandscapeFile read() {
        try {
            return LandscapeFile.read(Files.writeString(directory.resolve("penstock.yaml"), text()), variables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Problem> problems() {
        PenstockException thrown = catchThrowableOfType(PenstockException.class, this::read);
        assertThat(thrown).as("problems of:\n%s", text()).isNotNull();
        assertThat(thrown).hasMessageNotContaining("hunter2");
        return thrown.problems();
    }

    /** Expects exactly one problem. */
    void fails(String code, String part) {
        List<Problem> problems = problems();
        assertThat(problems).as(text()).hasSize(1);
        assertThat(problems.get(0).code().code()).as(text()).isEqualTo(code);
        assertThat(problems.get(0).toString()).contains(part);
    }

    String shown(Problem problem) {
        return problem.code().code() + " " + problem.what().replace(directory.resolve("penstock.yaml") + ":", "");
    }
}
