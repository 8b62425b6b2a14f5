package io.penstock.checks;

import io.penstock.Penstock;
import io.penstock.files.FileListener;
import io.penstock.inplace.PreparedInPlace;
import io.penstock.run.Progress;
import io.penstock.sync.PreparedSync;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process of its own that syncs PRD to UAT, or undoes that, or pseudonymizes UAT in place, to be killed; it tells on its standard output which stage it has entered. */
final class SyncProcess implements AutoCloseable {

    /** What it says when all is done. */
    static final String DONE = "done";

    private final Process process;
    private final BufferedReader said;

    private SyncProcess(Process process) {
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static SyncProcess start(Path configuration) throws IOException {
        return start(configuration, "sync");
    }

    /** @param work {@code sync}, {@code resume}, {@code undo} or {@code pseudonymize} */
    static SyncProcess start(Path configuration, String work) throws IOException {
        return new SyncProcess(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SyncProcess.class.getName(),
                        configuration.toString(),
                        work))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The next stage that it enters; empty when it has ended. */
    String nextStage() throws IOException {
        String line = said.readLine();
        return line == null ? "" : line;
    }

    /** Reads on until it enters a stage whose name begins so. */
    void until(String stage) throws IOException {
        for (String next = nextStage(); !next.startsWith(stage); next = nextStage()) {
            if (next.isEmpty()) {
                throw new IllegalStateException("it ended before it came to " + stage);
            }
        }
    }

    /** Waits, and kills it without warning; false when it was over by then. */
    boolean killAfter(long millis) throws InterruptedException {
        boolean over = process.waitFor(millis, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !over;
    }

    /** Kills it without warning. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Kills it if it still runs, as when a test fails that was to kill it. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Halts it where it is; it keeps all that it holds. */
    void halt() throws InterruptedException, IOException {
        signal("STOP");
    }

    void goOn() throws InterruptedException, IOException {
        signal("CONT");
    }

    private void signal(String name) throws InterruptedException, IOException {
        int code = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("the process is not there any more");
        }
    }

    int end() throws InterruptedException, IOException {
        while (!nextStage().isEmpty()) {
            // Nobody waits for these.
        }
        return process.waitFor();
    }

    /** The process itself. */
    public static void main(String[] arguments) throws Exception {
        Penstock penstock = Penstock.open(Path.of(arguments[0]), Map.of());
        if (arguments[1].equals("undo")) {
            say("undoing");
            penstock.undo("uat", "a test");
        } else if (arguments[1].equals("pseudonymize")) {
            pseudonymize(penstock);
        } else {
            sync(penstock, arguments[1].equals("resume"));
        }
        say(DONE);
    }

    private static void sync(Penstock penstock, boolean resume) {
        Progress progress = new Progress();
        say("planning");
        penstock.settle(Scenario.request("prd", "uat"));
        try (PreparedSync prepared = penstock.plan(Scenario.request("prd", "uat"), FileListener.NONE)) {
            watch(() -> run(penstock, prepared, resume, progress), progress);
        }
    }

    private static void run(Penstock penstock, PreparedSync prepared, boolean resume, Progress progress) {
        if (resume) {
            penstock.syncs().resume(prepared, progress);
        } else {
            penstock.sync(prepared, progress);
        }
    }

    private static void pseudonymize(Penstock penstock) {
        Progress progress = new Progress();
        say("planning");
        try (PreparedInPlace prepared = penstock.planInPlace(Restored.request(true))) {
            watch(() -> penstock.pseudonymize(prepared, progress), progress);
        }
    }

    private static void watch(Runnable run, Progress progress) {
        CompletableFuture<Void> running = CompletableFuture.runAsync(run);
        String told = "";
        while (!running.isDone()) {
            String stage = progress.view().stage();
            if (!stage.equals(told)) {
                say(stage);
                told = stage;
            }
            running.copy().completeOnTimeout(null, 1, TimeUnit.MILLISECONDS).join();
        }
        running.join();
    }

    private static void say(String stage) {
        System.out.println(stage);
        System.out.flush();
    }
}
