package io.penstock.cli;

import io.penstock.Penstock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where an unexpected error arose: classes and lines only, since messages of drivers can quote values of a database. */
final class Traces {

    private static final int MOST_CAUSES = 8;

    private Traces() {}

    static String of(Throwable error) {
        StringBuilder text = new StringBuilder();
        Throwable each = error;
        for (int i = 0; each != null && i < MOST_CAUSES; i++, each = each.getCause()) {
            text.append(i == 0 ? "" : "caused by ")
                    .append(each.getClass().getName())
                    .append('\n');
            for (StackTraceElement frame : each.getStackTrace()) {
                text.append("    at ").append(frame).append('\n');
            }
        }
        return text.toString();
    }

    /** Keeps the details in a file of their own; null where none can be written. */
    static @Nullable Path keep(Throwable error) {
        String text = "penstock " + Penstock.VERSION + ", Java " + System.getProperty("java.version") + ", "
                + Instant.now() + "\n" + of(error);
        try {
            Path file = Files.createTempFile("penstock-error-", ".txt");
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            return file;
        } catch (IOException e) {
            return null;
        }
    }
}
