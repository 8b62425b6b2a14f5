package io.penstock.examples;

import org.jspecify.annotations.Nullable;

/** Takes the fields of rows, one after the other, in the order of the columns. Failures come as {@link java.io.UncheckedIOException} or {@link LoadFailure}. */
interface RowSink {

    RowSink text(@Nullable String value);

    RowSink number(long value);

    /** An amount with two decimals. */
    RowSink cents(long value);

    RowSink bool(boolean value);

    /** Seconds since 1970, UTC. */
    RowSink time(long epochSecond);

    /** Days since 1970. */
    RowSink date(long epochDay);

    RowSink json(String value);

    RowSink bytes(byte[] value);

    RowSink strings(String... values);

    /** NULL. */
    RowSink none();

    void end();
}
