package io.penstock.checks;

import io.penstock.Penstock;
import io.penstock.files.FileListener;
import io.penstock.run.Progress;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.SyncPlan;
import io.penstock.sync.SyncReport;
import io.penstock.sync.SyncRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A landscape of two environments, PRD and UAT, each with a live cluster, in a directory of its own. */
final class Scenario {

    static final String KEY = "bm90IGEgc2VjcmV0OiBhIGtleSBvZiBhIHRlc3QgYWxvbmU=";

    private final Path directory;
    private final String prd;
    private final String uat;
    private String ofPrd = "";
    private String ofUat = "";

    /** @param prd JDBC URL of the higher database; @param uat of the lower one */
    Scenario(Path directory, String prd, String uat) {
        this.directory = directory;
        this.prd = prd;
        this.uat = uat;
    }

    /** Adds a line to the declaration of PRD, such as {@code throttle: {connections: 4}}. */
    Scenario prd(String line) {
        ofPrd += "    " + line + "\n";
        return this;
    }

    /** Adds a line to the declaration of UAT. */
    Scenario uat(String line) {
        ofUat += "    " + line + "\n";
        return this;
    }

    Scenario map(String yaml) throws IOException {
        Files.writeString(directory.resolve("personal-data.yaml"), yaml);
        return this;
    }

    Path configuration() throws IOException {
        Path file = directory.resolve("penstock.yaml");
        Files.writeString(file, """
                landscape: acme
                environments:
                  - name: prd
                    role: production
                    clusters:
                      live: {database: {url: "%s", user: postgres}}
                %s  - name: uat
                    role: test
                    clusters:
                      live: {database: {url: "%s", user: postgres}}
                %spseudonym-key: "%s"
                parallel: 2
                """.formatted(prd, ofPrd, uat, ofUat, KEY));
        return file;
    }

    Penstock open() throws IOException {
        return Penstock.open(configuration(), Map.of());
    }

    SyncPlan plan() throws IOException {
        try (PreparedSync prepared = open().plan(request("prd", "uat"), FileListener.NONE)) {
            return prepared.plan();
        }
    }

    SyncReport sync() throws IOException {
        return sync("prd", "uat");
    }

    SyncReport sync(String source, String target) throws IOException {
        Penstock penstock = open();
        try (PreparedSync prepared = penstock.plan(request(source, target), FileListener.NONE)) {
            return penstock.sync(prepared, new Progress());
        }
    }

    private static SyncRequest request(String source, String target) {
        return SyncRequest.of(source, target, true, "a test");
    }
}
