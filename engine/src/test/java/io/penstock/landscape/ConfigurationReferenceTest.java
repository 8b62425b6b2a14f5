package io.penstock.landscape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConfigurationReferenceTest {

    private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path temporary;

    @Test
    void showsExamplesThatAreValid() throws IOException {
        List<String> examples = BLOCK.matcher(reference())
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
        assertThat(examples).hasSizeGreaterThan(8);
        for (String example : examples) {
            Path file = Files.writeString(temporary.resolve("penstock.yaml"), completed(example));
            assertThat(LandscapeFile.read(file, Map.of()).warnings())
                    .as(example)
                    .isEmpty();
        }
    }

    @Test
    void describesEveryKeyOfTheSchema() throws IOException {
        String reference = reference();
        JsonNode schema;
        try (var stream = LandscapeFile.class.getResourceAsStream("penstock.schema.json")) {
            schema = JsonMapper.shared().readTree(stream);
        }
        for (String object : List.of("/properties", "/$defs/environment/properties")) {
            assertThat(schema.at(object).propertyNames())
                    .isNotEmpty()
                    .allSatisfy(key -> assertThat(reference).contains("\n### " + key + "\n"));
        }
        for (String object : List.of(
                "/$defs/cluster/properties",
                "/$defs/database/properties",
                "/properties/files/properties",
                "/properties/mail/properties")) {
            assertThat(schema.at(object).propertyNames())
                    .isNotEmpty()
                    .allSatisfy(key -> assertThat(reference).contains("`" + key + "`"));
        }
    }

    @Test
    void explainsEveryProblem() throws IOException {
        String errors = Files.readString(DOCS.resolve("errors.md"));

        assertThat(LandscapeProblem.values())
                .allSatisfy(problem -> assertThat(errors).contains("\n## " + problem.code() + "\n"));
    }

    private static String reference() throws IOException {
        return Files.readString(DOCS.resolve("configuration.md"));
    }

    /** An example of one key is a whole file once the two required keys are there. */
    private static String completed(String example) {
        String name = example.startsWith("landscape:") ? "" : "landscape: acme\n";
        String environments = example.contains("environments:")
                ? ""
                : "environments: [{name: prd, role: production, clusters: {edit: {files: /mnt/prd}}}, {name: uat, role: test, clusters: {edit: {files: /mnt/uat}}}]\n";
        return name + example + environments;
    }
}
