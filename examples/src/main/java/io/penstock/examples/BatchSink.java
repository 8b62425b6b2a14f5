package io.penstock.examples;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Writes rows through the batches of a prepared statement. */
final class BatchSink implements RowSink {

    private static final int BATCH = 500;

    private final PreparedStatement insert;
    private int column;
    private int rows;

    BatchSink(PreparedStatement insert) {
        this.insert = insert;
    }

    private RowSink set(@Nullable Object value) {
        try {
            insert.setObject(++column, value);
        } catch (SQLException e) {
            throw new LoadFailure(e);
        }
        return this;
    }

    @Override
    public RowSink text(@Nullable String value) {
        return value == null ? none() : set(value);
    }

    @Override
    public RowSink number(long value) {
        return set(value);
    }

    @Override
    public RowSink cents(long value) {
        return set(BigDecimal.valueOf(value, 2));
    }

    @Override
    public RowSink bool(boolean value) {
        return set(value);
    }

    @Override
    public RowSink time(long epochSecond) {
        return set(OffsetDateTime.ofInstant(Instant.ofEpochSecond(epochSecond), ZoneOffset.UTC));
    }

    @Override
    public RowSink date(long epochDay) {
        return set(LocalDate.ofEpochDay(epochDay));
    }

    /** H2 takes bytes for a JSON document, a string for a JSON string. */
    @Override
    public RowSink json(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public RowSink bytes(byte[] value) {
        return set(value);
    }

    @Override
    public RowSink strings(String... values) {
        return set(values);
    }

    @Override
    public RowSink none() {
        try {
            insert.setNull(++column, Types.NULL);
        } catch (SQLException e) {
            throw new LoadFailure(e);
        }
        return this;
    }

    @Override
    public void end() {
        column = 0;
        try {
            insert.addBatch();
            if (++rows % BATCH == 0) {
                insert.executeBatch();
            }
        } catch (SQLException e) {
            throw new LoadFailure(e);
        }
    }

    void flush() throws SQLException {
        if (rows % BATCH != 0) {
            insert.executeBatch();
        }
    }
}
