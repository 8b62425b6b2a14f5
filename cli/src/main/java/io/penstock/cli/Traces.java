package io.penstock.cli;

import java.io.PrintStream;

/** Where an unexpected error arose: classes and lines only, since messages of drivers can quote values of a database. */
final class Traces {

    private static final int MOST_CAUSES = 8;

    private Traces() {}

    static void print(Throwable error, PrintStream err) {
        Throwable each = error;
        for (int i = 0; each != null && i < MOST_CAUSES; i++, each = each.getCause()) {
            err.println((i == 0 ? "" : "caused by ") + each.getClass().getName());
            for (StackTraceElement frame : each.getStackTrace()) {
                err.println("    at " + frame);
            }
        }
    }
}
