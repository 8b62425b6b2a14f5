package io.penstock.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The three standard streams, and which of them a person sits at.
 *
 * @param raw what {@code out} writes to; JSON goes there in UTF-8 whatever the locale is
 * @param asks whether a person can be asked: input and standard error are a terminal
 * @param outShown whether standard output is a terminal
 * @param errShown whether standard error is a terminal
 * @param columns width of the terminal, 80 when not known
 */
record Terminal(
        BufferedReader in,
        PrintStream out,
        PrintStream err,
        GuardedStream raw,
        boolean asks,
        boolean outShown,
        boolean errShown,
        int columns) {

    static final int USUAL_COLUMNS = 80;
    private static final int NARROWEST = 20;

    /** The launcher says in {@code penstock.terminal} which of 0, 1 and 2 are terminals: Java can only tell whether 0 and 1 both are. */
    static Terminal ofProcess(Map<String, String> environment) {
        Charset charset = Charset.forName(
                System.getProperty("native.encoding", Charset.defaultCharset().name()));
        GuardedStream raw = new GuardedStream(new FileOutputStream(FileDescriptor.out));
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset);
        String streams = System.getProperty("penstock.terminal", System.console() == null ? "" : "012");
        return new Terminal(
                reader(System.in, charset),
                new PrintStream(raw, false, charset),
                err,
                raw,
                streams.contains("0") && streams.contains("2"),
                streams.contains("1"),
                streams.contains("2"),
                columns(environment.get("COLUMNS"), System.getProperty("penstock.columns")));
    }

    static BufferedReader reader(InputStream stream, Charset charset) {
        return new BufferedReader(new InputStreamReader(stream, charset));
    }

    static int columns(@Nullable String... said) {
        for (String each : said) {
            if (each != null && each.matches("[1-9][0-9]{0,3}")) {
                return Math.max(NARROWEST, Integer.parseInt(each));
            }
        }
        return USUAL_COLUMNS;
    }

    /** Writes a JSON document to standard output. */
    void json(String document) {
        out.flush();
        raw.writeQuietly((document + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Asks a person for a line; null at the end of the input. */
    @Nullable
    String ask(String question) {
        err.print(question);
        err.print(' ');
        err.flush();
        try {
            return in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Flushes, and turns a success into a failure when the result could not be written; a reader who stopped reading is no failure. */
    int finish(int code) {
        out.flush();
        err.flush();
        String failure = raw.failure();
        if (failure == null || code != 0) {
            return code;
        }
        String what = "The work is done, but its result could not be written to standard output: " + failure + ".";
        err.println(CliProblem.OUTPUT_UNWRITABLE.code() + " " + what
                + " See where standard output leads; penstock runs show latest prints the report of a sync again.");
        return CliProblem.OUTPUT_UNWRITABLE.outcome().exitCode();
    }
}
