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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A landscape of two environments, PRD and UAT, each with a live cluster, in a directory of its own. */
final class Scenario {

    static final String KEY = "bm90IGEgc2VjcmV0OiBhIGtleSBvZiBhIHRlc3QgYWxvbmU=";

    private final Path directory;
    private final Map<String, String> prd = new TreeMap<>();
    private final Map<String, String> uat = new TreeMap<>();
    private String ofPrd = "";
    private String ofUat = "";
    private String below = "";
    private String more = "";
    private final List<String> settled = new ArrayList<>();
    private final Map<String, String> variables = new TreeMap<>();
    private int parallel = 2;

    /** @param prd JDBC URL of the higher database; @param uat of the lower one */
    Scenario(Path directory, String prd, String uat) {
        this.directory = directory;
        live(database(prd, "user: postgres"), database(uat, "user: postgres"));
    }

    /** A database of a cluster, and more of its declaration, such as {@code user: shop}. */
    static String database(String url, String more) {
        return "database: {url: \"" + url + "\", " + more + "}";
    }

    /** Declares the live clusters anew. */
    Scenario live(String ofPrd, String ofUat) {
        prd.put("live", ofPrd);
        uat.put("live", ofUat);
        return this;
    }

    Scenario prdLive(String declaration) {
        prd.put("live", declaration);
        return this;
    }

    Scenario uatLive(String declaration) {
        uat.put("live", declaration);
        return this;
    }

    /** Declares edit clusters too. */
    Scenario edit(String ofPrd, String ofUat) {
        prd.put("edit", ofPrd);
        uat.put("edit", ofUat);
        return this;
    }

    Scenario parallel(int workers) {
        parallel = workers;
        return this;
    }

    /** Adds a line of the whole landscape, such as {@code mail: {…}}. */
    Scenario line(String line) {
        more += line + "\n";
        return this;
    }

    /** Adds INT below UAT. */
    Scenario below(String url) {
        below = """
                  - name: int
                    role: test
                    clusters:
                      live: {%s}
                """.formatted(database(url, "user: postgres"));
        return this;
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
                %s%s  - name: uat
                    role: test
                    clusters:
                %s%s%spseudonym-key: "%s"
                parallel: %d
                %s""".formatted(clusters(prd), ofPrd, clusters(uat), ofUat, below, KEY, parallel, more));
        return file;
    }

    private static String clusters(Map<String, String> declared) {
        StringBuilder text = new StringBuilder();
        declared.forEach((type, declaration) -> text.append("      ")
                .append(type)
                .append(": {")
                .append(declaration)
                .append("}\n"));
        return text.toString();
    }

    /** Sets an environment variable. */
    Scenario variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    Path directory() {
        return directory;
    }

    /** What syncs have said that they settled of runs that had died. */
    List<String> settled() {
        return settled;
    }

    Penstock open() throws IOException {
        return Penstock.open(configuration(), variables);
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
        return sync(request(source, target), new Progress());
    }

    SyncReport sync(Progress progress) throws IOException {
        return sync(request("prd", "uat"), progress);
    }

    SyncReport sync(SyncRequest request, Progress progress) throws IOException {
        Penstock penstock = open();
        settled.addAll(penstock.settle(request));
        try (PreparedSync prepared = penstock.plan(request, FileListener.NONE)) {
            return penstock.sync(prepared, progress);
        }
    }

    /** Goes on with the sync that died. */
    SyncReport resume() throws IOException {
        Penstock penstock = open();
        SyncRequest request = request("prd", "uat");
        settled.addAll(penstock.settle(request));
        try (PreparedSync prepared = penstock.plan(request, FileListener.NONE)) {
            return penstock.syncs().resume(prepared, new Progress());
        }
    }

    /** Settles what runs that died have left, without a run that follows. */
    List<String> settle(SyncRequest request) throws IOException {
        try (Penstock penstock = open()) {
            return penstock.settle(request);
        }
    }

    static SyncRequest request(String source, String target) {
        return SyncRequest.of(source, target, true, "a test");
    }
}
