package io.penstock.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.penstock.Penstock;
import io.penstock.PenstockException;
import io.penstock.files.FileListener;
import io.penstock.run.Choice;
import io.penstock.run.Progress;
import io.penstock.run.Run;
import io.penstock.run.RunDetails;
import io.penstock.sync.PreparedSync;
import io.penstock.sync.SyncReport;
import io.penstock.sync.SyncRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stopped and silenced around a swap comes back, whatever happens in between. Hooks are real programs and real requests. */
class LifecycleTest {

    private static final String USUAL = """
            silence-monitoring: {command: [sh, -c, "echo silence >> told"]}
            stop-application: {command: [sh, -c, "echo stop $PENSTOCK_ENVIRONMENT $(cat uat/sites/page) >> told"]}
            start-application: {command: [sh, -c, "echo start $(cat uat/sites/page) >> told"]}
            rebuild-search-index: {command: [sh, -c, "echo index >> told"]}
            resume-monitoring: {command: [sh, -c, "echo resume >> told"]}
            """;

    @TempDir
    Path directory;

    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void makeEnvironments() throws IOException {
        for (String environment : List.of("prd", "uat")) {
            Files.createDirectories(directory.resolve(environment + "/sites"));
            Files.writeString(
                    directory.resolve(environment + "/sites/page"),
                    environment.equals("prd") ? "of prd now" : "of uat");
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            Integer status = answers.poll();
            byte[] answer = "{\"silenceID\":\"a1-b2\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status == null ? 200 : status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private Path landscape(String lifecycle) throws IOException {
        Path file = directory.resolve("penstock.yaml");
        Files.writeString(file, """
                landscape: acme
                environments:
                  - {name: prd, role: production, clusters: {edit: {files: prd}}}
                  - name: uat
                    role: test
                    clusters: {edit: {files: uat}}
                    lifecycle:
                """ + lifecycle.indent(6));
        return file;
    }

    private Penstock open(String lifecycle) throws IOException {
        Penstock penstock = Penstock.open(landscape(lifecycle), Map.of("TOKEN", "s3cret-token"));
        if (Files.notExists(directory.resolve("uat/.penstock-environment"))) {
            penstock.adoption().adopt("uat");
        }
        return penstock;
    }

    private List<String> settle() throws IOException {
        try (Penstock penstock = open(USUAL)) {
            return penstock.settle(Scenario.request("prd", "uat"));
        }
    }

    private static SyncReport sync(Penstock penstock) {
        return sync(penstock, new Progress());
    }

    private static SyncReport sync(Penstock penstock, Progress progress) {
        SyncRequest request = Scenario.request("prd", "uat");
        penstock.settle(request);
        try (PreparedSync prepared = penstock.plan(request, FileListener.NONE)) {
            return penstock.sync(prepared, progress);
        }
    }

    private List<String> told() throws IOException {
        Path file = directory.resolve("told");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private String page() throws IOException {
        return Files.readString(directory.resolve("uat/sites/page"));
    }

    @Test
    void stopsBeforeTheSwapAndStartsAfterIt() throws IOException {
        SyncReport report = sync(open(USUAL));

        assertThat(told()).containsExactly("silence", "stop uat of uat", "start of prd now", "index", "resume");
        assertThat(report.swapped()).isTrue();
        assertThat(report.downtime()).isNotNull().isLessThan(report.seconds());
        assertThat(directory.resolve(".penstock/lifecycle/uat.properties")).doesNotExist();
    }

    @Test
    void thePlanNamesTheHooksAndRunsNone() throws IOException {
        try (PreparedSync prepared = open(USUAL).plan(Scenario.request("prd", "uat"), FileListener.NONE)) {
            assertThat(prepared.plan().steps())
                    .containsSubsequence(
                            "silence monitoring",
                            "stop the application",
                            "rename the staged files into place",
                            "start the application",
                            "rebuild the search index",
                            "resume monitoring");
        }
        assertThat(told()).isEmpty();
    }

    @Test
    void aFailedStopLeavesTheTargetAndStartsAgain() throws IOException {
        Penstock penstock = open(USUAL.replace("echo stop", "echo the node is stuck. >&2; exit 3; echo"));

        assertThatThrownBy(() -> sync(penstock))
                .hasMessageStartingWith(
                        "HOOK-FAILED stop-application failed: 'sh' ended with exit code 3, saying: the node is stuck.");
        assertThat(told()).containsExactly("silence", "start of uat", "resume");
        assertThat(page()).isEqualTo("of uat");
    }

    @Test
    void aFailedStartIsToldAndTheRestIsDone() throws IOException {
        Penstock penstock = open(USUAL.replace("echo start", "exit 1; echo"));

        assertThatThrownBy(() -> sync(penstock)).hasMessageStartingWith("HOOK-FAILED start-application failed");
        assertThat(told()).containsExactly("silence", "stop uat of uat", "index", "resume");
        assertThat(page()).isEqualTo("of prd now");
        Run run = penstock.journal().list().get(0);
        assertThat(penstock.journal().read(run, "report.txt").orElseThrow())
                .contains("HOOK-FAILED start-application failed", "The swap was made before that");
    }

    @Test
    void whatCouldNotBeStartedIsStartedByTheNextCommand() throws IOException {
        Penstock broken = open(USUAL.replace("echo start", "exit 1; echo"));
        assertThatThrownBy(() -> sync(broken)).isInstanceOf(PenstockException.class);

        assertThat(settle())
                .singleElement()
                .asString()
                .contains("the application of uat was stopped; it was started again");
        assertThat(told()).endsWith("start of prd now");
    }

    @Test
    void aHookThatHangsIsKilledWithWhatItStarted() throws IOException {
        Penstock penstock = open(USUAL.replace(
                "[sh, -c, \"echo stop $PENSTOCK_ENVIRONMENT $(cat uat/sites/page) >> told\"]",
                "[sh, -c, \"sleep 600 & echo $! > child; wait\"], timeout: 1s"));

        assertThatThrownBy(() -> sync(penstock)).hasMessageContaining("did not end within 1 s and was killed");
        assertThat(told()).containsExactly("silence", "start of uat", "resume");
        long child = Long.parseLong(Files.readString(directory.resolve("child")).strip());
        Path state = Path.of("/proc/" + child + "/stat");
        // Who ends an orphan may leave its entry for a while: it is a Z, or gone.
        assertThat(Files.exists(state) ? Files.readString(state).replaceAll(".*\\) (.).*\\R", "$1") : "gone")
                .isIn("gone", "Z", "X");
    }

    @Test
    void aPersonCanEndARunWhoseStopHangs() throws Exception {
        Penstock penstock = open(USUAL.replace("echo stop", "touch hangs; sleep 600; echo"));
        Progress progress = new Progress();
        Thread person = new Thread(() -> {
            while (Files.notExists(directory.resolve("hangs"))) {
                Thread.onSpinWait();
            }
            progress.cancellation().request("of a test");
        });
        person.start();

        assertThatThrownBy(() -> sync(penstock, progress)).hasMessageStartingWith("RUN-CANCELLED");
        person.join();
        assertThat(told()).containsExactly("silence", "start of uat", "resume");
        assertThat(page()).isEqualTo("of uat");
    }

    @Test
    void triesAgainWhatPassesByItself() throws IOException {
        answers.addAll(List.of(503));
        Penstock penstock = open(USUAL.replace(
                        "{command: [sh, -c, \"echo index >> told\"]}", "{http: {post: \"" + url("/index") + "\"}}")
                .replace("echo stop", "test -e tried || { touch tried; exit 75; }; echo stop"));
        sync(penstock);

        assertThat(requests).hasSize(2);
        assertThat(told()).containsExactly("silence", "stop uat of uat", "start of prd now", "resume");
        Run run = penstock.journal().list().get(0);
        RunDetails details = penstock.journal().details(run, 0).orElseThrow();
        assertThat(details.log())
                .extracting(RunDetails.LogLine::line)
                .anyMatch(line -> line.startsWith("try 2 of 3 of stop-application, after 1 s, because"))
                .anyMatch(line -> line.startsWith("try 2 of 3 of rebuild-search-index, after 1 s, because"));
        assertThat(details.steps())
                .filteredOn(step -> step.name().equals("stopping the application"))
                .extracting(RunDetails.Step::attempts)
                .containsExactly(2);
    }

    @Test
    void doesNotTryForEver() throws IOException {
        Penstock penstock = open(USUAL.replace("echo stop", "echo try >> told; exit 75; echo"));

        assertThatThrownBy(() -> sync(penstock))
                .hasMessageStartingWith("HOOK-FAILED stop-application failed: 'sh' says that it may be tried again");
        assertThat(told()).containsExactly("silence", "try", "try", "try", "start of uat", "resume");
    }

    /** Runs a sync whose hook fails, and says how it is to go on as soon as it waits. */
    private CompletableFuture<SyncReport> waiting(Penstock penstock, Progress progress) {
        CompletableFuture<SyncReport> running = CompletableFuture.supplyAsync(() -> sync(penstock, progress));
        while (!running.isDone()
                && penstock.journal().list().stream()
                        .noneMatch(run -> run.state().label().equals("waiting"))) {
            running.copy()
                    .exceptionally(failure -> null)
                    .completeOnTimeout(null, 20, TimeUnit.MILLISECONDS)
                    .join();
        }
        return running;
    }

    private static void decide(Penstock penstock, Choice choice) {
        penstock.journal().decisions().decide(penstock.journal().list().get(0), choice, "bob@machine", "for a test");
    }

    @Test
    void goesOnAsAPersonSays() throws Exception {
        String asking = USUAL.replace("echo stop", "test -e mended || exit 1; echo stop")
                        .replace("echo index", "exit 1; echo index")
                + "on-failure: ask\n";
        Penstock penstock = open(asking);
        CompletableFuture<SyncReport> running = waiting(penstock, new Progress());
        assertThat(told()).containsExactly("silence");
        Files.createFile(directory.resolve("mended"));
        decide(penstock, Choice.RETRY);
        while (penstock.journal()
                        .decisions()
                        .question(penstock.journal().list().get(0))
                        .orElseThrow()
                        .answered()
                && !running.isDone()) {
            running.copy().completeOnTimeout(null, 20, TimeUnit.MILLISECONDS).join();
        }
        decide(penstock, Choice.SKIP);

        assertThat(running.get(20, TimeUnit.SECONDS).state()).isEqualTo("done");
        assertThat(told()).containsExactly("silence", "stop uat of uat", "start of prd now", "resume");
    }

    @Test
    void endsAsBeforeWhenAPersonAbortsOrCancelsOrNobodyDecides() throws Exception {
        String asking = USUAL.replace("echo stop", "exit 1; echo stop") + "on-failure: ask\n";
        Penstock penstock = open(asking);
        CompletableFuture<SyncReport> running = waiting(penstock, new Progress());
        decide(penstock, Choice.ABORT);
        assertThatThrownBy(() -> running.get(20, TimeUnit.SECONDS)).hasMessageContaining("HOOK-FAILED");

        Progress progress = new Progress();
        CompletableFuture<SyncReport> cancelled = waiting(penstock, progress);
        progress.cancellation().request("by a test");
        assertThatThrownBy(() -> cancelled.get(20, TimeUnit.SECONDS)).hasMessageContaining("RUN-CANCELLED");

        Penstock hasty = open(asking + "ask-within: 1s\n");
        assertThatThrownBy(() -> sync(hasty)).hasMessageContaining("HOOK-FAILED");

        assertThat(page()).isEqualTo("of uat");
        assertThat(told()).hasSize(9).endsWith("silence", "start of uat", "resume");
    }

    @Test
    void waitsUntilTheApplicationIsHealthy() throws IOException {
        answers.addAll(List.of(503, 404));
        SyncReport report = sync(open(USUAL + "healthy: {http: {get: \"" + url("/health") + "\"}}"));

        assertThat(requests).hasSize(3).allMatch(request -> request.startsWith("GET /health "));
        assertThat(report.downtime()).isGreaterThan(2);
    }

    @Test
    void anApplicationThatStaysUnhealthyIsTold() throws IOException {
        Penstock penstock = open(USUAL + "healthy: {http: {get: \"" + url("/health") + "\", expect: 299}, within: 1s}");

        assertThatThrownBy(() -> sync(penstock))
                .hasMessageStartingWith("APPLICATION-UNHEALTHY The application of uat was not healthy within 1 s.");
        assertThat(page()).isEqualTo("of prd now");
        assertThat(told()).endsWith("index", "resume");
    }

    @Test
    void silencesTheAlertmanagerAndEndsTheSilence() throws IOException {
        String alertmanager = "silence-monitoring: {alertmanager: {url: \"" + url("/am/")
                + "\", headers: {Authorization: \"Bearer ${env:TOKEN}\"}, matchers: {environment: uat}, for: 30m}}";
        sync(open(alertmanager));

        assertThat(requests)
                .satisfiesExactly(
                        begun -> assertThat(begun)
                                .startsWith("POST /am/api/v2/silences Bearer s3cret-token ")
                                .contains("\"name\":\"environment\"", "\"value\":\"uat\"", "\"isRegex\":false"),
                        ended -> assertThat(ended).startsWith("DELETE /am/api/v2/silence/a1-b2 Bearer s3cret-token "));
    }

    @Test
    void theSilenceEndsAfterAFailureToo() throws IOException {
        Penstock penstock = open(
                "silence-monitoring: {alertmanager: {url: \"" + url("")
                        + "\", matchers: {environment: uat}}}\nstop-application: {command: [\"false\"]}\nstart-application: {command: [\"true\"]}");

        assertThatThrownBy(() -> sync(penstock)).hasMessageContaining("exit code 1");
        assertThat(requests).last().asString().startsWith("DELETE /api/v2/silence/a1-b2 ");
    }

    @Test
    void aRunKilledWhileTheApplicationIsStoppedIsMadeGoodByTheNextOne() throws Exception {
        open(USUAL);
        Path file = landscape(USUAL.replace("echo stop", "kill -9 $PPID; echo"));
        PenstockProcess.run(List.of(), "256m", Map.of(), file, "sync", "prd", "uat", "--yes");
        assertThat(told()).doesNotContain("start of uat");

        assertThat(settle())
                .anyMatch(sentence -> sentence.contains("it was started again"))
                .anyMatch(sentence -> sentence.contains("it was resumed"));
        assertThat(told()).endsWith("start of uat", "resume");
        assertThat(page()).isEqualTo("of uat");
    }

    @Test
    void whatWasStoppedIsStartedThoughTheStoreDirectoryCannotBeWrittenAnyMore() throws IOException {
        Penstock penstock =
                open(USUAL.replace("echo stop", "rm -r .penstock/lifecycle; touch .penstock/lifecycle; echo stop"));

        assertThatThrownBy(() -> sync(penstock)).hasMessageContaining("STORE-UNUSABLE");
        assertThat(told()).containsExactly("silence", "stop uat of uat", "start of prd now", "index", "resume");
        assertThat(page()).isEqualTo("of prd now");
    }

    @Test
    void nothingIsStoppedThatCannotBeRemembered() throws IOException {
        Penstock penstock = open(
                USUAL.replace("echo silence", "rm -r .penstock/lifecycle; touch .penstock/lifecycle; echo silence"));

        assertThatThrownBy(() -> sync(penstock)).hasMessageContaining("STORE-UNUSABLE");
        assertThat(told()).containsExactly("silence", "resume");
        assertThat(page()).isEqualTo("of uat");
    }

    @Test
    void undoStopsTheApplicationToo() throws IOException {
        Penstock penstock = open(USUAL);
        sync(penstock);
        Files.delete(directory.resolve("told"));

        penstock.undo("uat", "a test");

        assertThat(told()).containsExactly("silence", "stop uat of prd now", "start of uat", "index", "resume");
        assertThat(penstock.journal().list().get(0).command()).isEqualTo("undo uat");
    }

    @Test
    void tellsNoSecretOfAServerThatCannotBeReached() throws IOException {
        server.stop(0);
        Penstock penstock = open("stop-application: {http: {post: \"" + url("/hook/s3cret-path")
                + "\", headers: {Authorization: \"${env:TOKEN}\"}}}\nstart-application: {command: [\"true\"]}");

        assertThatThrownBy(() -> sync(penstock))
                .hasMessageStartingWith("HOOK-FAILED stop-application failed: http://localhost:")
                .hasMessageNotContaining("s3cret");
        Run run = penstock.journal().list().get(0);
        assertThat(penstock.journal().read(run, "report.json").orElseThrow()).doesNotContain("s3cret");
    }
}
