package io.penstock.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@code penstock sync prd uat} in a process of its own, that is held at a step. */
final class FaultRun implements AutoCloseable {

    private static final long LONGEST_SECONDS = 120;

    private final FaultLandscape landscape;
    private final FaultStep step;
    private final Process process;
    private final Path out;
    private final Path said;
    private final Set<Path> known;

    /**
     * How it ended.
     *
     * @param told all that it wrote
     */
    record End(int exit, String told) {}

    private FaultRun(FaultLandscape landscape, FaultStep step, int seconds) throws IOException {
        this.landscape = landscape;
        this.step = step;
        Path output = Files.createDirectories(landscape.file("output"));
        out = Files.createTempFile(output, "sync", ".out");
        said = Files.createTempFile(output, "sync", ".err");
        known = step.where() == FaultStep.Where.FOLDER ? entries() : Set.of();
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.penstock.cli.Main",
                        "sync",
                        "prd",
                        "uat",
                        "--yes",
                        "--config",
                        landscape.scenario(seconds).configuration().toString()))
                .redirectOutput(out.toFile())
                .redirectError(said.toFile())
                .start();
    }

    /** Starts it, to be held when it comes to the step. */
    static FaultRun heldAt(FaultLandscape landscape, FaultStep step) throws Exception {
        arm(landscape, step);
        FaultRun run = new FaultRun(landscape, step, 60);
        try {
            run.await();
            return run;
        } catch (Exception e) {
            run.close();
            throw e;
        }
    }

    /** Starts it, to be held nowhere. */
    static FaultRun free(FaultLandscape landscape, FaultStep step, int secondsOfHooks) throws IOException {
        return new FaultRun(landscape, step, secondsOfHooks);
    }

    private static void arm(FaultLandscape landscape, FaultStep step) throws IOException {
        switch (step.where()) {
            case TARGET -> landscape.target().holdAt(step.words());
            case STORE -> landscape.store().holdAt(step.words());
            case POST -> landscape.post().holdAt(step.words());
            case HOOK -> Files.createFile(landscape.file("hold-" + step.words()[0]));
            case FOLDER -> {}
        }
    }

    private void await() throws Exception {
        if (step.where() == FaultStep.Where.FOLDER) {
            // Such a moment is short: a shell that stands ready is faster than a program that is started.
            Process stopper = new ProcessBuilder("sh", "-c", "read now; kill -STOP " + process.pid()).start();
            while (process.isAlive() && known.containsAll(entries())) {
                Thread.onSpinWait();
            }
            stopper.getOutputStream().close();
            if (stopper.waitFor() != 0) {
                throw new IllegalStateException("it was over before it could be held: " + end());
            }
            return;
        }
        Slowed.until(() -> isHeld() || !process.isAlive());
        if (!isHeld()) {
            throw new IllegalStateException("it did not come to " + step.label() + ": " + end());
        }
    }

    private boolean isHeld() {
        return switch (step.where()) {
            case TARGET -> landscape.target().holds();
            case STORE -> landscape.store().holds();
            case POST -> landscape.post().holds();
            case HOOK -> Files.exists(held());
            case FOLDER -> true;
        };
    }

    private Path held() {
        return landscape.file("at-" + step.words()[0]);
    }

    private Set<Path> entries() throws IOException {
        Path folder = landscape.file(step.words()[0]);
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return new HashSet<>(found.toList());
        }
    }

    /** Lets it go on. */
    void release() throws Exception {
        switch (step.where()) {
            case TARGET -> landscape.target().release();
            case STORE -> landscape.store().release();
            case POST -> landscape.post().release();
            case HOOK -> Files.deleteIfExists(landscape.file("hold-" + step.words()[0]));
            case FOLDER -> {
                if (process.isAlive()) {
                    new ProcessBuilder("kill", "-CONT", String.valueOf(process.pid()))
                            .start()
                            .waitFor();
                }
            }
        }
    }

    /** Kills it without warning. A hook that it had started goes on by itself. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Kills the hook at which it is held. */
    void killHook() throws Exception {
        ProcessHandle.of(hook()).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Waits until the hook at which it was held is over. */
    void awaitHook() throws Exception {
        if (step.isHook() && Files.exists(held())) {
            long hook = hook();
            Slowed.until(() -> ProcessHandle.of(hook).isEmpty());
            Files.delete(held());
        }
    }

    private long hook() throws IOException {
        return Long.parseLong(Files.readString(held()).strip());
    }

    long pid() {
        return process.pid();
    }

    End end() throws IOException, InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("it came to no end: " + Files.readString(said));
        }
        return new End(process.exitValue(), Files.readString(out) + Files.readString(said));
    }

    @Override
    public void close() throws Exception {
        release();
        process.destroyForcibly().waitFor();
    }
}
