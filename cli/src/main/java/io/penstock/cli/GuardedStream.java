package io.penstock.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Remembers the first failure to write: a {@link java.io.PrintStream} tells that there was one, not which. */
final class GuardedStream extends FilterOutputStream {

    private @Nullable IOException failure;

    GuardedStream(OutputStream out) {
        super(out);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    void writeQuietly(byte[] bytes) {
        try {
            write(bytes, 0, bytes.length);
            flush();
        } catch (IOException e) {
            // It is remembered, and told when the command has ended.
            return;
        }
    }

    /** Whether nothing that is written arrives any more. */
    synchronized boolean broken() {
        return failure != null;
    }

    /** Why writing failed; null when it did not, or when only the reader of a pipe had read enough. */
    synchronized @Nullable String failure() {
        String message = failure == null ? null : String.valueOf(failure.getMessage());
        return message == null || message.contains("Broken pipe") ? null : message;
    }
}
