package io.penstock.prepare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One process of {@link ForeignPreparers}, seen from the run. It is asked by one thread; any may kill it. */
final class ForeignProcess implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String MAIN = "io.penstock.PreparerProcess";
    private static final String MEMORY = "-Xmx512m";
    private static final long LAST_WORDS_MILLIS = 2000;

    /** What a program needs of its surroundings; anything else may be a secret of the configuration. */
    private static final Set<String> PASSED_ON =
            Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "TEMP", "TMP", "SystemRoot");

    private final Process process;
    private final Writer orders;
    private final LinkedBlockingQueue<Optional<ForeignMessage.Answer>> answers = new LinkedBlockingQueue<>();
    private volatile @Nullable String killed;

    private ForeignProcess(Process process) {
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
    }

    static ForeignProcess start(ForeignMessage.Terms terms) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        MEMORY,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:disable",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MAIN))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(PASSED_ON);
        ForeignProcess started = new ForeignProcess(builder.start());
        Thread listening = new Thread(started::listen, "answers of preparers");
        listening.setDaemon(true);
        listening.start();
        started.say(terms);
        return started;
    }

    private void listen() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                hear(line);
            }
        } catch (IOException e) {
            // The process has ended.
        }
        answers.add(Optional.empty());
    }

    private void hear(String line) {
        try {
            answers.add(Optional.of(JSON.readValue(line, ForeignMessage.Answer.class)));
        } catch (JacksonException e) {
            // What the virtual machine or native code prints is no answer.
        }
    }

    void say(ForeignMessage message) throws IOException {
        orders.write(JSON.writeValueAsString(message) + "\n");
        orders.flush();
    }

    /** The next answer; empty when the process has ended, or had to be killed because the time was over. */
    Optional<ForeignMessage.Answer> answer(@Nullable Duration limit) {
        try {
            if (limit == null) {
                return answers.take();
            }
            Optional<ForeignMessage.Answer> answer = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null) {
                kill(StepLimit.words(limit));
                answer = answers.take();
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill("the run was interrupted");
            return Optional.empty();
        }
    }

    void kill(String why) {
        killed = why;
        process.destroyForcibly();
    }

    /** How it ended, for people; once it has. */
    String end() {
        String why = killed;
        if (why != null) {
            return why;
        }
        try {
            process.waitFor(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return process.isAlive() ? "it closed its streams" : ended(process.exitValue());
    }

    /** By the habit of shells, what is above 128 is a signal. */
    private static String ended(int code) {
        return code > 128
                ? "its process was killed from outside (signal " + (code - 128) + ")"
                : "it ended its process (exit code " + code + ")";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
