package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DemoCommandTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void showsPeopleReplacedTestersKeptAndSettingsPreserved() {
        String place = directory.resolve("demo").toString();
        String[] demo = {"demo", "--no-console", "--scale", "0.05", "--dir", place, "--output", "json"};
        Shell shell = new Shell(directory);
        Shell.Outcome outcome = shell.run(demo);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        JsonNode result = outcome.json();
        JsonNode above = result.get("production").get("some");
        JsonNode below = result.get("after").get("some");
        for (int i = 0; i < above.size(); i++) {
            String number = above.get(i).get("number").asString();
            assertThat(below.get(i).get("number").asString()).isEqualTo(number);
            assertThat(below.get(i).get("email").equals(above.get(i).get("email")))
                    .as(number)
                    .isEqualTo(number.startsWith("QA-"));
        }
        assertThat(result.get("after").get("settings"))
                .isEqualTo(result.get("before").get("settings"))
                .isNotEqualTo(result.get("production").get("settings"));
        assertThat(shell.run(demo).err()).startsWith("DEMO-EXISTS ");
        evidenceIsVerified(new Shell(directory.resolve("demo")));
    }

    private static void evidenceIsVerified(Shell shell) {
        Shell.Outcome shown = shell.on("personal-data", "evidence");
        assertThat(shown.out()).contains("the signature is good", "foreign keys without orphans", "email");
        JsonNode evidence = shell.on("personal-data", "evidence", "latest", "--output", "json")
                .json();
        assertThat(evidence.get("signature").asString()).isEqualTo("good");
        assertThat(evidence.get("evidence").get("databases")).hasSize(2);
        String key = evidence.get("publicKey").asString();
        String page = shell.on("personal-data", "evidence", "--html", "--public-key", key)
                .out();
        assertThat(Path.of(page.strip())).exists();
        Shell.Outcome stranger = shell.on("personal-data", "evidence", "--public-key", "A".repeat(43) + "=");
        assertThat(stranger.code()).isEqualTo(1);
        assertThat(stranger.err()).startsWith("EVIDENCE-KEY-UNKNOWN ");
        Shell.Outcome wrong = shell.on("personal-data", "evidence", "--public-key", "x");
        assertThat(wrong.code()).isEqualTo(2);
    }
}
