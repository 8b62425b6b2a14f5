package io.penstock;

import io.penstock.prepare.ForeignPreparers;
import io.penstock.prepare.preparer.BuiltInPreparers;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The process that runs foreign preparers, so that one that ends its process, exhausts its memory or never returns takes no run with it. It is started by a run, told what to do over
 * its standard input, and ends with that.
 */
final class PreparerProcess {

    private PreparerProcess() {}

    /** Takes no arguments: what it is told is a secret in part. */
    public static void main(String[] arguments) throws Exception {
        OutputStream answers = new FileOutputStream(FileDescriptor.out);
        InputStream orders = new FileInputStream(FileDescriptor.in);
        // The standard streams are for the two processes; what preparers print may be personal.
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        System.setIn(InputStream.nullInputStream());
        new ForeignPreparers(answers, Penstock.dialects(Path.of("temporary")), BuiltInPreparers.all())
                .serve(orders, () -> Runtime.getRuntime().halt(0));
        Runtime.getRuntime().halt(1);
    }
}
