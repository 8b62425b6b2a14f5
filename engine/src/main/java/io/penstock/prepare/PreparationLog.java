package io.penstock.prepare;

import io.penstock.PenstockException;
import io.penstock.prepare.cartridge.Phase;
import io.penstock.prepare.cartridge.PreparationStep;
import io.penstock.run.RunProblem;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The log of the preparation of one database, written as it goes on, and gathering the reports of its steps. For one thread. */
final class PreparationLog implements StepListener, AutoCloseable {

    private final String tool;
    private final List<BufferedWriter> writers = new ArrayList<>();
    private final Consumer<String> lines;
    private final LoggedSession session;
    private final List<PrepareReport.StepReport> steps = new ArrayList<>();
    private final Instant began = Instant.now();
    private String phase = "";

    /**
     * @param files where the lines are written to
     * @param lines hears of each
     */
    PreparationLog(String tool, List<Path> files, Consumer<String> lines, LoggedSession session) {
        this.tool = tool;
        this.lines = lines;
        this.session = session;
        try {
            for (Path file : files) {
                // Those of one day share a file in the share.
                writers.add(Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
            }
        } catch (IOException e) {
            close();
            throw unwritable(e);
        }
        line(LogLines.startup(tool));
    }

    /** The steps begin. */
    void started(List<String> notes) {
        line(LogLines.started(seconds()));
        notes.forEach(this::line);
    }

    @Override
    public void begins(PreparationStep step) {
        headings(step.id().phase().title());
        session.begin(step);
    }

    @Override
    public void ended(PrepareReport.StepReport report) {
        headings(report.phase());
        session.end();
        steps.add(report);
        line(LogLines.step(report));
    }

    private void headings(String next) {
        LogLines.headings(phase, next).forEach(this::line);
        phase = next;
    }

    /** The reports of the steps that ended, in their order. */
    List<PrepareReport.StepReport> steps() {
        return List.copyOf(steps);
    }

    double seconds() {
        return Duration.between(began, Instant.now()).toMillis() / 1000.0;
    }

    void summary(PrepareReport.DatabaseReport report) {
        headings(Phase.POST.title());
        LogLines.summary(tool, report).forEach(this::line);
    }

    /** Each is to be seen in the file at once: who looks there wants to know what a run is doing. */
    private void line(String line) {
        try {
            for (BufferedWriter writer : writers) {
                writer.write(line);
                writer.newLine();
                writer.flush();
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
        lines.accept(line);
    }

    private static PenstockException unwritable(IOException e) {
        return new PenstockException(
                RunProblem.STORE_UNUSABLE,
                "The log of the preparation cannot be written: " + e.getClass().getSimpleName() + " " + e.getMessage()
                        + ".",
                "Check store-directory in penstock.yaml, system/log of the share, their rights and their disks; run the command again to go on.",
                e);
    }

    @Override
    public void close() {
        for (BufferedWriter writer : writers) {
            try {
                writer.close();
            } catch (IOException e) {
                // Each line was flushed.
            }
        }
    }
}
