package io.penstock.lifecycle;

import io.penstock.landscape.Hook;
import io.penstock.run.Cancellation;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the program of a hook. What it prints goes to a file: a pipe would be held open by whatever it leaves running. */
final class CommandHook {

    /** EX_TEMPFAIL of sysexits.h. */
    private static final int PASSING = 75;

    private static final int TAIL = 400;
    private static final long LOOK_MILLIS = 100;

    private final String name;
    private final Hook.Command command;
    private final Path log;
    private final Map<String, String> about;

    CommandHook(String name, Hook.Command command, Path log, Map<String, String> about) {
        this.name = name;
        this.command = command;
        this.log = log;
        this.about = about;
    }

    void run(Cancellation cancellation) {
        ProcessBuilder builder = new ProcessBuilder(command.words())
                .directory(command.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log.toFile());
        builder.environment().putAll(about);
        Process process;
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            process = builder.start();
        } catch (IOException e) {
            // The system's message names the program, not its arguments.
            throw Hooks.failed(
                    name, "'" + command.words().get(0) + "' cannot be started", "Check the program in penstock.yaml.");
        }
        boolean ended = false;
        try {
            ended = await(process, cancellation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!ended) {
                kill(process);
            }
        }
        String remedy = "See " + log + ", and what became of the environment.";
        if (!ended) {
            throw Hooks.failed(
                    name,
                    "'" + command.words().get(0) + "' did not end within "
                            + command.timeout().toSeconds() + " s and was killed",
                    remedy);
        }
        if (process.exitValue() == PASSING) {
            throw PassingFault.of(
                    name + " failed: '" + command.words().get(0) + "' says that it may be tried again later"
                            + lastLine() + ".",
                    remedy);
        }
        if (process.exitValue() != 0) {
            throw Hooks.failed(
                    name,
                    "'" + command.words().get(0) + "' ended with exit code " + process.exitValue() + lastLine(),
                    remedy);
        }
    }

    private boolean await(Process process, Cancellation cancellation) throws InterruptedException {
        long end = System.nanoTime() + command.timeout().toNanos();
        while (System.nanoTime() < end) {
            if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
            cancellation.check();
        }
        return process.waitFor(Duration.ZERO.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The end of what it printed, as the end of a sentence. */
    private String lastLine() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL, file.length())];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            String[] lines = new String(tail, StandardCharsets.UTF_8).strip().split("\\R");
            String last = lines[lines.length - 1].strip();
            return last.isEmpty() ? "" : ", saying: " + last.replaceAll("[.\\p{Cntrl}]+$", "");
        } catch (IOException e) {
            return "";
        }
    }

    /** Parents before children: a shell whose command was killed goes on with the next one. */
    private static void kill(Process process) {
        List<ProcessHandle> below = new ArrayList<>(process.descendants().toList());
        below.sort(Comparator.comparing(each -> each.info().startInstant().orElse(Instant.MAX)));
        process.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
    }
}
